using BankView.Data.Accounts;
using BankView.Data.Database;
using BankView.Data.Statements.Csv;
using BankView.Tests.Testing;

namespace BankView.Tests.Imports;

public class CsvMappingStoreTests
{
    private static readonly CsvMapping Mapping = new()
    {
        Delimiter = ';',
        HeaderRow = 4,
        FirstRow = 5,
        DateOrder = DateOrder.DayFirst,
        DecimalSign = DecimalSign.Comma,
        AmountForm = AmountForm.WithDirection,
        InWords = ["haben"],
        OutWords = ["soll"],
        ReverseSign = true,
        Currency = "EUR",
        TimeZone = "Europe/Berlin",
        Kind = AccountKind.Savings,
        CardRows = CardRows.All,
        Columns = new CsvColumns { Date = 0, Amount = 3, Direction = 4, Name = 1, Description = [2, 5] },
    };

    [Theory, Databases]
    public async Task A_mapping_is_remembered_as_it_was_left(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, store) = await Member(database);
        var account = (await member.BringIn(Testing.Statements.Checking().WithBalance("2026-11-04", 100))).AccountIds[0];

        Assert.Null(await store.Find(member.Id, "abc"));
        Assert.True(await store.Remember(member.Id, "abc", Mapping, account));

        var found = (await store.Find(member.Id, "abc"))!;
        Assert.Equal(account, found.AccountId);
        Assert.Equal([2, 5], found.Mapping.Columns.Description);
        Assert.Equal(["haben"], found.Mapping.InWords);
        Assert.Equal(["soll"], found.Mapping.OutWords);
        Assert.Equal(Flat(Mapping), Flat(found.Mapping));
        Assert.Null(await store.Find(member.Id, "abd"));
    }

    [Theory, Databases]
    public async Task The_last_mapping_of_a_header_holds(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, store) = await Member(database);
        await store.Remember(member.Id, "abc", Mapping, (await member.BringIn(Testing.Statements.Checking().WithBalance("2026-11-04", 100))).AccountIds[0]);

        await store.Remember(member.Id, "abc", Mapping with { Currency = "CHF" }, accountId: null);

        var found = (await store.Find(member.Id, "abc"))!;
        Assert.Equal(("CHF", null), (found.Mapping.Currency, found.AccountId));
    }

    [Theory, Databases]
    public async Task Another_member_and_a_blocked_one_find_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, store) = await Member(database);
        var other = await TestMember.Join(database);
        await store.Remember(member.Id, "abc", Mapping, accountId: null);

        Assert.Null(await store.Find(other.Id, "abc"));
        await member.Block();
        Assert.Null(await store.Find(member.Id, "abc"));
        Assert.False(await store.Remember(member.Id, "abc", Mapping, accountId: null));
    }

    private static async Task<(TestMember Member, CsvMappingStore Store)> Member(TestDatabase database) =>
        (await TestMember.Join(database), new CsvMappingStore(database.Databases, database.Keys, database.Clock));

    // Lists of records compare by reference; they are compared by themselves above.
    private static CsvMapping Flat(CsvMapping mapping) =>
        mapping with { InWords = [], OutWords = [], Columns = mapping.Columns with { Description = [] } };
}
