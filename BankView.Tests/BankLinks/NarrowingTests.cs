using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.BankLinks;

public class NarrowingTests
{
    [Theory, Databases]
    public async Task An_account_that_is_taken_away_is_in_no_read_from_then_on(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var link = await LinkedBank.Link(member);
        var consent = await link.Consent();

        Assert.True(await member.Consents.Narrow(member.Id, link.Id, consent.Without(account: link.Card)));

        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            Assert.Equal([link.Checking], (await member.Accounts.ListLinked(member.Id, purpose)).Select(account => account.Id));
            Assert.Equal(["Tea House", "Wages"], (await member.Merchants.List(member.Id, purpose)).Select(merchant => merchant.Name).Order());
            Assert.Empty(await member.Transactions.ListRecentCardActivity(member.Id, purpose, 50));
            Assert.Empty(await member.Transactions.ListCards(member.Id, purpose));
            Assert.Empty(await Search(member, purpose, "book"));
            Assert.Single(await Search(member, purpose, "tea"));
        }

        Assert.Null(await member.Accounts.Find(member.Id, link.Card, Purpose.View));
        Assert.All(await member.Accounts.ListDays(member.Id, Purpose.View, new DateOnly(2026, 1, 1)), day => Assert.Equal(link.Checking, day.AccountId));
    }

    [Theory, Databases]
    public async Task A_kind_of_data_that_is_taken_away_is_in_no_read_and_the_others_stay(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var link = await LinkedBank.Link(member);

        await member.Consents.Narrow(member.Id, link.Id, (await link.Consent()).Without(link.Checking, DataCluster.Balances));
        await member.Consents.Narrow(member.Id, link.Id, (await link.Consent()).Without(link.Card, DataCluster.Transactions));

        var accounts = (await member.Accounts.ListLinked(member.Id, Purpose.View)).ToDictionary(account => account.Id);
        Assert.Equal((null, null), (accounts[link.Checking].Current, accounts[link.Checking].AsOf));
        Assert.Equal(-12345, accounts[link.Card].Current?.MinorUnits);
        Assert.Equal(["Wages", "Tea House"], (await member.Activity()).Select(row => row.Merchant));
        Assert.Equal(["Tea House", "Wages"], (await member.Merchants.List(member.Id, Purpose.View)).Select(merchant => merchant.Name).Order());
        Assert.Empty(await Search(member, Purpose.View, "book"));
        Assert.Empty(await member.Accounts.ListMonths(member.Id, link.Card, Purpose.View, 12));
    }

    [Theory, Databases]
    public async Task A_purpose_that_is_taken_away_reads_nothing_and_the_others_read_on(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var link = await LinkedBank.Link(member);

        await member.Consents.Narrow(member.Id, link.Id, (await link.Consent()).Without(purpose: Purpose.Messaging));

        Assert.Empty(await member.Accounts.ListLinked(member.Id, Purpose.Messaging));
        Assert.Empty(await member.Merchants.List(member.Id, Purpose.Messaging));
        Assert.Empty(await Search(member, Purpose.Messaging, "tea"));
        Assert.Equal(2, (await member.Accounts.ListLinked(member.Id, Purpose.View)).Count);
        Assert.Equal(3, (await member.Activity()).Count);
    }

    [Theory, Databases]
    public async Task A_narrowed_consent_is_a_new_one_with_the_same_words_and_the_same_end(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var before = await link.Consent();

        await link.Member.Consents.Narrow(link.Member.Id, link.Id, before.Without(account: link.Card));

        var after = await link.Consent();
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal((before.Words, before.TextHash, before.ExpiresAt), (after.Words, after.TextHash, after.ExpiresAt));
        Assert.Equal((LinkedBank.Words, 9), (after.Words, after.Scopes.Count));
        await using var connection = await database.Databases.Data.Open();
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM consents WHERE revoked_at IS NULL"));
    }

    [Theory, Databases]
    public async Task Nothing_is_widened_this_way(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var (member, all) = (link.Member, await link.Consent());
        await member.Consents.Narrow(member.Id, link.Id, all.Without(account: link.Card));

        Assert.False(await member.Consents.Narrow(member.Id, link.Id, all.Scopes));
        Assert.Equal(9, (await link.Consent()).Scopes.Count);

        await link.Expire();
        Assert.False(await member.Consents.Narrow(member.Id, link.Id, []));
    }

    private static async Task<IReadOnlyList<Transaction>> Search(TestMember member, Purpose purpose, string text)
    {
        var search = await TransactionSearch.Begin(member.Id, purpose, member.Database.Databases, member.Transactions, member.Merchants);
        return await search.Find(new SearchQuery { Text = text }, new(), TransactionCursor.Newest, 50);
    }
}
