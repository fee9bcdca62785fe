using System.Text.Json;
using BankView.Data.Accounts;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>
/// Reads an account of FDX. Version 6 writes it flat with an <c>accountCategory</c>; older ones wrap it by category
/// (<c>{"depositAccount": {…}}</c>), and some banks of version 6 still do.
/// </summary>
internal static class FdxAccount
{
    private static readonly Dictionary<string, string> Wrappers = new(StringComparer.Ordinal)
    {
        ["depositAccount"] = "DEPOSIT_ACCOUNT",
        ["locAccount"] = "LOC_ACCOUNT",
        ["loanAccount"] = "LOAN_ACCOUNT",
        ["investmentAccount"] = "INVESTMENT_ACCOUNT",
        ["insuranceAccount"] = "INSURANCE_ACCOUNT",
        ["annuityAccount"] = "ANNUITY_ACCOUNT",
        ["commercialAccount"] = "COMMERCIAL_ACCOUNT",
        ["digitalWallet"] = "DIGITAL_WALLET",
    };

    /// <summary>The account; null when it has no id. A balance that is not exact in the account's currency is left out and told.</summary>
    public static BankAccount? Read(JsonElement item, List<ConnectorProblem> problems)
    {
        var (account, category) = Unwrap(item);
        if (account.Text("accountId") is not { } id)
        {
            problems.Add(new ConnectorProblem(ProblemKind.PartialData) { Detail = "An account without an id was left out." });
            return null;
        }

        var type = account.Text("accountType")?.ToUpperInvariant();
        var isNamed = Currency.TryParse(account.Get("currency")?.Text("currencyCode"), out var currency);
        // A currency is not guessed, and without it no amount means anything.
        var kind = isNamed ? KindOf(category, type) : null;
        var isDebt = category is "LOC_ACCOUNT";
        return new BankAccount
        {
            Id = id,
            Name = BankText.Clean(account.Text("nickname") ?? account.Text("productName") ?? account.Text("description")) ?? Digits(account) ?? id,
            LastFour = Digits(account),
            Kind = kind,
            Currency = currency,
            // What is owed stands as a positive figure there (a line of 200,000 with a current balance of 102,911.98 in a maker's
            // examples), and what the bank owes the member as a negative one. Debt is negative here.
            Current = Amount("currentBalance") is { } current ? isDebt ? -current : current : null,
            // Both are what can still be spent, and positive on either side.
            Available = isDebt ? Amount("availableCredit") : Amount("availableBalance"),
            Limit = isDebt ? Amount("creditLine") : null,
            AsOf = account.Time("balanceAsOf"),
        };

        Money? Amount(string name)
        {
            if (kind is null || account.Text(name) is null)
            {
                return null;
            }

            if (account.TryMoney(name, currency, out var amount))
            {
                return amount;
            }

            problems.Add(new ConnectorProblem(ProblemKind.PartialData) { AccountId = id, Detail = $"{name} is no exact amount of {currency}." });
            return null;
        }
    }

    /// <summary>True when a list left out what only the account's own page tells.</summary>
    public static bool LacksBalances(this BankAccount account) => account is { Current: null, Available: null };

    /// <summary>True when neither the list nor the account's own page named a currency that exists.</summary>
    public static bool LacksCurrency(this BankAccount account) => account.Currency == default;

    private static (JsonElement Account, string? Category) Unwrap(JsonElement item)
    {
        foreach (var (name, category) in Wrappers)
        {
            if (item.Get(name) is { ValueKind: JsonValueKind.Object } inside)
            {
                return (inside, inside.Text("accountCategory")?.ToUpperInvariant() ?? category);
            }
        }

        return (item, item.Text("accountCategory")?.ToUpperInvariant());
    }

    // What BankView shows; all else (loans, investments, home equity lines, …) is listed and never read.
    private static AccountKind? KindOf(string? category, string? type) => (category, type) switch
    {
        ("DEPOSIT_ACCOUNT", "SAVINGS" or "MONEYMARKET" or "HIGHYIELDSAVINGS" or "CD") => AccountKind.Savings,
        ("DEPOSIT_ACCOUNT", null or "CHECKING" or "PREPAID" or "OTHERDEPOSIT" or "COMMERCIALDEPOSIT") => AccountKind.Checking,
        ("LOC_ACCOUNT", "CREDITCARD" or "CHARGE") => AccountKind.CreditCard,
        _ => null,
    };

    private static string? Digits(JsonElement account)
    {
        var shown = account.Text("accountNumberDisplay") ?? account.Text("displayName");
        var digits = new string([.. (shown ?? "").Where(char.IsAsciiDigit)]);
        return digits.Length == 0 ? null : digits.Length <= 4 ? digits : digits[^4..];
    }
}
