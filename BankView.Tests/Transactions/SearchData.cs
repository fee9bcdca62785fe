using BankView.Data.Consents;
using BankView.Data.Statements;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using CsCheck;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

/// <summary>Random small histories with many equal days, amounts and names, and random questions about them.</summary>
internal static class SearchData
{
    private static readonly string[] Names = ["Corner Bakery", "corner books", "City Transit", "BAKERY LANE", "Zoo", "Payroll"];
    private static readonly string[] Days = ["2024-02-29", "2026-09-01", "2026-11-03", "2026-11-04", "2026-11-05"];
    private static readonly string[] Texts = ["bakery", "CORNER", "co", "y", "zoo", "nothing like it", "ay\nzo", ""];

    private static readonly Gen<(string Day, string Name, int Cents, bool IsCard)> Rows =
        Gen.Select(Gen.OneOf(Days), Gen.OneOf(Names), Gen.OneOf(-100, -250, 999), Gen.Bool);

    public static readonly Gen<((string Day, string Name, int Cents, bool IsCard)[] Checking, (string Day, string Name, int Cents, bool IsCard)[] Card)> Histories =
        Gen.Select(Rows.Array[0, 40], Rows.Array[1, 20]);

    /// <summary>A question about the rows of a member, who has the accounts in <paramref name="accounts"/>.</summary>
    public static Gen<(SearchQuery Query, TransactionFilter Filter, int Page)> Questions(IReadOnlyList<Guid> accounts) =>
        from text in Gen.OneOf(Texts)
        from amount in Gen.OneOf<long?>(null, null, -250, 999)
        from category in Gen.OneOf<Category?>(null, null, Category.Other, Category.Income)
        from account in Gen.OneOf<Guid?>(null, null, accounts[0])
        from day in Gen.OneOf<DateOnly?>(null, null, new DateOnly(2026, 11, 3))
        from least in Gen.OneOf<long?>(null, null, 200)
        from cardOnly in Gen.Bool
        from onlyAccount in Gen.OneOf<Guid?>(null, null, accounts[^1])
        from until in Gen.OneOf<DateOnly?>(null, null, new DateOnly(2026, 11, 4))
        from page in Gen.Int[1, 9]
        select (new SearchQuery
        {
            Text = text,
            AmountsMinor = amount is { } minor ? [minor] : [],
            Categories = category is { } one ? [one] : [],
            AccountIds = account is { } id ? [id] : [],
            Day = day,
        }, new TransactionFilter { LeastMinor = least, CardOnly = cardOnly, AccountId = onlyAccount, To = until }, page);

    /// <summary>What a search must find, by looking at every row.</summary>
    public static bool Matches(Transaction row, SearchQuery query, TransactionFilter filter) =>
        (row.Merchant.Contains(query.Text, StringComparison.OrdinalIgnoreCase) || query.AmountsMinor.Contains(row.Amount.MinorUnits)
            || query.Categories.Contains(row.Category) || query.AccountIds.Contains(row.AccountId) || query.Day == Day(row))
        && (filter.LeastMinor is null || Math.Abs(row.Amount.MinorUnits) >= filter.LeastMinor)
        && (!filter.CardOnly || row.IsCard)
        && (filter.AccountId is null || filter.AccountId == row.AccountId)
        && (filter.To is null || Day(row) <= filter.To);

    public static async Task BringIn(TestMember member, (string Day, string Name, int Cents, bool IsCard)[] checking,
        (string Day, string Name, int Cents, bool IsCard)[] card)
    {
        await member.BringIn(Checking(Of(checking, "a")));
        await member.BringIn(Card(Of(card, "b")));
    }

    public static Task<TransactionSearch> BeginSearch(this TestMember member) =>
        TransactionSearch.Begin(member.Id, Purpose.View, member.Database.Databases, member.Transactions, member.Merchants);

    private static DateOnly Day(Transaction row) => row.OccurredAt.DayIn(TimeZoneInfo.Utc);

    private static StatementRow[] Of((string Day, string Name, int Cents, bool IsCard)[] rows, string prefix) =>
        [.. rows.Select((row, i) => Row(row.Day, row.Cents, row.Name, $"{prefix}{i}", row.IsCard))];
}
