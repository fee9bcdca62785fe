using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using Dapper;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Consents;

public class ConsentStoreTests
{
    [Theory, Databases]
    public async Task Narrowing_hides_at_once_and_widening_shows_the_same_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1")).WithBalance("2026-11-04", 5000));
        var link = Assert.Single(await member.Links.List(member.Id));
        var (accounts, rows) = (await member.Accounts.ListLinked(member.Id, Purpose.View), await member.Activity());

        Assert.True(await member.Consents.ChangePurposes(member.Id, link.Id, new HashSet<Purpose> { Purpose.FraudAlerts }));

        Assert.Empty(await member.Accounts.ListLinked(member.Id, Purpose.View));
        Assert.Empty(await member.Activity());
        Assert.Single(await member.Accounts.ListLinked(member.Id, Purpose.FraudAlerts));
        Assert.True(Assert.Single(await member.Links.List(member.Id)).IsHidden);

        Assert.True(await member.Consents.ChangePurposes(member.Id, link.Id, new HashSet<Purpose> { Purpose.View, Purpose.Messaging }));

        Assert.Equal(accounts, await member.Accounts.ListLinked(member.Id, Purpose.View));
        Assert.Equal(rows, await member.Activity());
        Assert.Equal([Purpose.View, Purpose.Messaging], (await member.Consents.ListPurposes(member.Id, link.Id)).Order());
        Assert.Empty(await member.Accounts.ListLinked(member.Id, Purpose.FraudAlerts));
    }

    [Theory, Databases]
    public async Task A_statement_for_a_hidden_link_stays_hidden_with_its_new_account(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1")));
        await member.Consents.ChangePurposes(member.Id, (await member.Links.List(member.Id))[0].Id, new HashSet<Purpose>());

        await member.BringIn(Card(Row("2026-11-03", -100, "Books", "1")));

        Assert.Empty(await member.Accounts.ListLinked(member.Id, Purpose.View));
        Assert.Equal(2, Assert.Single(await member.Links.List(member.Id)).AccountCount);
    }

    [Theory, Databases]
    public async Task Many_changes_at_once_leave_one_active_consent(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1")));
        var link = (await member.Links.List(member.Id))[0].Id;

        await Task.WhenAll(Enum.GetValues<Purpose>().Concat(Enum.GetValues<Purpose>()).Select(purpose =>
            Task.Run(() => member.Consents.ChangePurposes(member.Id, link, new HashSet<Purpose> { purpose }))));

        await using var connection = await database.Databases.Data.Open();
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM consents WHERE revoked_at IS NULL"));
        Assert.Single(await member.Consents.ListPurposes(member.Id, link));
    }
}
