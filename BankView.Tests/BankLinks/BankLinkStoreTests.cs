using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.BankLinks;

public class BankLinkStoreTests
{
    [Theory, Databases]
    public async Task Erasing_a_link_leaves_nothing_of_it_in_any_table_and_all_of_the_others(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-03", -100, "Tea House", "1"), Row("2026-11-02", -90, "Both Know It", "2"))
            .WithBalance("2026-11-04", 5000), bank: "Alder Bank");
        var before = await Lines(database);
        await member.BringIn(Card(Row("2026-11-03", -990, "Book Shop", "1", isCard: true) with { CardLastFour = "4242" },
            Row("2026-11-02", -90, "Both Know It", "2")).WithBalance("2026-11-04", -990), bank: "Zebra Bank", file: "card.qfx");
        var link = (await member.Links.List(member.Id)).Single(one => one.BankName is "Zebra Bank");

        Assert.True(await member.Links.Erase(member.Id, link.Id));
        Assert.False(await member.Links.Erase(member.Id, link.Id));

        Assert.Equal(before, await Lines(database));
        Assert.Equal(["Both Know It", "Tea House"], (await member.Merchants.List(member.Id, Purpose.View)).Select(merchant => merchant.Name).Order());
    }

    [Theory, Databases]
    public async Task One_bank_is_one_link_however_its_name_is_typed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1")), bank: "Alder Bank");
        await member.BringIn(Card(Row("2026-11-03", -100, "Books", "1")), bank: "  ALDER bank ");

        var link = Assert.Single(await member.Links.List(member.Id));

        Assert.Equal(("Alder Bank", 2, false), (link.BankName, link.AccountCount, link.IsHidden));
        Assert.Equal(2, (await member.Accounts.ListLinked(member.Id, Purpose.View)).Count);
    }

    // The merchants' pack is sealed anew each time; what it says is looked at by name.
    private static async Task<IEnumerable<string>> Lines(TestDatabase database) =>
        (await TableDump.Lines(database.Databases.Data)).Where(line => !line.StartsWith("merchant_packs", StringComparison.Ordinal));
}
