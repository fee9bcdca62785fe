using BankView.Data.Accounts;
using BankView.Data.Imports;

namespace BankView.Data.Statements;

/// <summary>One account's part of a statement file.</summary>
public sealed record StatementPart
{
    public required StatementAccount Account { get; init; }

    /// <summary>In file order.</summary>
    public required IReadOnlyList<StatementRow> Rows { get; init; }

    /// <summary>The booked balance as the bank states it; null when the file states none. Debt is negative.</summary>
    public StatementBalance? Current { get; init; }

    /// <summary>What can be spent now as the bank states it; null when the file states none.</summary>
    public StatementBalance? Available { get; init; }

    /// <summary>Things a person should know; the part is imported all the same.</summary>
    public IReadOnlyList<StatementWarning> Warnings { get; init; } = [];
}

/// <summary>Which account a statement is about, in the bank's own words. Lives in memory during an import only.</summary>
public sealed record StatementAccount
{
    /// <summary>The bank's name when the file gives it (OFX <c>ORG</c>), else null and the member is asked.</summary>
    public string? BankName { get; init; }

    /// <summary>Routing number, BIC or the like; part of the account's identity, never stored in the clear.</summary>
    public string? BankId { get; init; }

    /// <summary>
    /// The account number as the file gives it; null when the file gives none (a CSV without an account column). It is stored as
    /// a keyed tag and its last four characters only.
    /// </summary>
    public string? Number { get; init; }

    /// <summary>What is kept of the number for people; see <see cref="AccountIdentity.LastFour"/>.</summary>
    public string? LastFour => AccountIdentity.LastFour(Number);

    /// <summary>A name for people, when the file has one.</summary>
    public string? Name { get; init; }

    public required AccountKind Kind { get; init; }

    public required Currency Currency { get; init; }
}

/// <summary>A balance the bank stated, and when it was true.</summary>
public sealed record StatementBalance(Money Amount, BankTime AsOf);

/// <summary>What is odd about a statement part without being a reason to refuse it.</summary>
public enum WarningKind
{
    /// <summary>Rows and stated balances disagree.</summary>
    DoesNotAddUp,

    /// <summary>The balance could not be read and is left out.</summary>
    BalanceUnreadable,

    /// <summary>The same bank id stands on different rows; they were told apart by date and amount.</summary>
    RepeatedBankIds,

    /// <summary>The file names no known currency; the one shown was assumed.</summary>
    CurrencyAssumed,
}

/// <summary>A warning; <paramref name="Detail"/> carries its figures in invariant form.</summary>
public sealed record StatementWarning(WarningKind Kind, string? Detail);
