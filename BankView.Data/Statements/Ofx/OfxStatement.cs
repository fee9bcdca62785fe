using System.Globalization;
using BankView.Data.Accounts;

namespace BankView.Data.Statements.Ofx;

/// <summary>One <c>STMTRS</c> or <c>CCSTMTRS</c> while it is being read.</summary>
internal sealed class OfxStatement(OfxAggregate raw)
{
    private static readonly Currency UsualCurrency = Currency.Parse("USD");

    private readonly List<StatementRow> _rows = [];
    private readonly List<StatementWarning> _warnings = [];
    private OfxAggregate? _account;
    private OfxAggregate? _ledger;
    private OfxAggregate? _available;
    private string? _end;
    private Currency? _currency;
    private bool _hasProblems;

    private AccountKind Kind => raw.Name is "CCSTMTRS" ? AccountKind.CreditCard : _account?["ACCTTYPE"]?.ToUpperInvariant() switch
    {
        "SAVINGS" or "MONEYMRKT" or "CD" => AccountKind.Savings,
        "CREDITLINE" => AccountKind.CreditCard,
        _ => AccountKind.Checking,
    };

    /// <summary>Takes in an aggregate that ended inside this statement; the problem when it is a transaction that cannot be read.</summary>
    public StatementProblem? Add(OfxAggregate part)
    {
        switch (part.Name)
        {
            case "BANKACCTFROM" or "CCACCTFROM" when !part.IsCutOff:
                _account ??= part;
                break;
            case "BANKTRANLIST":
                _end ??= part["DTEND"];
                break;
            case "LEDGERBAL":
                _ledger ??= part;
                break;
            case "AVAILBAL":
                _available ??= part;
                break;
            case "STMTTRN" or "STMTTRNP" when !part.IsEmpty:
                return AddTransaction(part);
            default:
                break;
        }

        return null;
    }

    /// <summary>Null when the aggregate held nothing: no account, no row, no balance.</summary>
    public StatementPart? Finish(string? bankName, string? serverTime)
    {
        if (_account is null && _ledger is null && _rows.Count == 0 && !_hasProblems)
        {
            return null;
        }

        var currency = KnownCurrency(null);
        var (current, available) = (Balance(_ledger, currency, serverTime), Balance(_available, currency, serverTime));
        var repeated = _rows.Where(row => row.BankId is not null).GroupBy(row => row.BankId).Count(rows => rows.Skip(1).Any());
        if (repeated > 0)
        {
            _warnings.Add(new StatementWarning(WarningKind.RepeatedBankIds, repeated.ToString(CultureInfo.InvariantCulture)));
        }

        return new StatementPart
        {
            Account = new StatementAccount
            {
                BankName = bankName,
                BankId = _account?["BRANCHID"] is { } branch ? $"{_account["BANKID"]}/{branch}" : _account?["BANKID"],
                Number = _account?["ACCTID"],
                Kind = Kind,
                Currency = currency,
            },
            Rows = _rows,
            Current = current,
            Available = available,
            Warnings = _warnings,
        };
    }

    private StatementProblem? AddTransaction(OfxAggregate transaction)
    {
        var currency = KnownCurrency(transaction[OfxTransaction.CurrencySymbol]);
        var (row, problem) = OfxTransaction.Read(transaction, Kind, currency);
        if (row is not null)
        {
            _rows.Add(row);
        }

        _hasProblems |= problem is not null;
        return problem;
    }

    /// <summary>The account's currency; where the file does not say, its first row's, else dollars, and a warning says so.</summary>
    private Currency KnownCurrency(string? firstRows)
    {
        if (_currency is { } known)
        {
            return known;
        }

        if (!Currency.TryParse(raw["CURDEF"], out var currency))
        {
            currency = Currency.TryParse(firstRows, out var fromRow) ? fromRow : UsualCurrency;
            _warnings.Add(new StatementWarning(WarningKind.CurrencyAssumed, currency.Code));
        }

        _currency = currency;
        return currency;
    }

    private StatementBalance? Balance(OfxAggregate? balance, Currency currency, string? serverTime)
    {
        if (balance is null)
        {
            return null;
        }

        if (!balance.IsCutOff && OfxAmount.Read(balance["BALAMT"], currency, out var amount) is null && AsOf(balance, serverTime) is { } time)
        {
            return new StatementBalance(amount, time);
        }

        _warnings.Add(new StatementWarning(WarningKind.BalanceUnreadable, OfxValue.Shorten(balance["BALAMT"], 60)));
        return null;
    }

    private BankTime? AsOf(OfxAggregate balance, string? serverTime) =>
        OfxTime.TryRead(balance["DTASOF"], out var time) || OfxTime.TryRead(_end, out time) || OfxTime.TryRead(serverTime, out time) ? time
        : _rows.Count > 0 ? _rows.Select(row => row.PostedAt ?? row.OccurredAt).MaxBy(rowTime => rowTime.At)
        : null;
}
