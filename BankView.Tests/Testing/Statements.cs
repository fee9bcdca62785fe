using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Statements;

namespace BankView.Tests.Testing;

/// <summary>Small statements for tests, in dollars.</summary>
internal static class Statements
{
    public static readonly Currency Dollar = Currency.Parse("USD");

    public static StatementPart Checking(params StatementRow[] rows) => Of(AccountKind.Checking, "000123456789", rows);

    public static StatementPart Card(params StatementRow[] rows) => Of(AccountKind.CreditCard, "9876000011112222", rows);

    public static StatementPart Of(AccountKind kind, string? number, params StatementRow[] rows) => new()
    {
        Account = new StatementAccount { BankId = "000000000", Number = number, Kind = kind, Currency = Dollar },
        Rows = rows,
    };

    /// <summary>A row on a day ("2026-11-03") of so many cents.</summary>
    public static StatementRow Row(string day, long cents, string name, string? id = null, bool isCard = false) => new()
    {
        Line = 1,
        OccurredAt = BankTime.OnDay(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)),
        Amount = new Money(cents, Dollar),
        Name = name,
        BankId = id,
        IsCard = isCard,
    };

    public static StatementPart WithBalance(this StatementPart part, string day, long cents) => part with
    {
        Current = new StatementBalance(
            new Money(cents, Dollar), BankTime.OnDay(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))),
    };
}
