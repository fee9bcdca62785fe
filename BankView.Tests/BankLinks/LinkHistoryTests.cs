using BankView.Data.BankLinks;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.BankLinks;

public class LinkHistoryTests
{
    [Theory, Databases]
    public async Task What_a_narrowed_consent_leaves_uncovered_is_kept_hidden_until_the_member_erases_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var member = link.Member;
        await member.Consents.Narrow(member.Id, link.Id, (await link.Consent()).Without(account: link.Card));

        var hidden = new HistoryCount { Accounts = 1, Balances = 1, Transactions = 1 };
        Assert.Equal(hidden, await member.History.CountHidden(member.Id, link.Id));
        Assert.Equal(new HistoryCount { Accounts = 2, Balances = 2, Transactions = 3 }, await member.History.Count(member.Id, link.Id));

        Assert.Equal(hidden, await member.History.EraseHidden(member.Id, link.Id));

        Assert.True((await member.History.CountHidden(member.Id, link.Id))!.IsNothing);
        Assert.Equal(1, (await link.Read()).AccountCount);
        Assert.DoesNotContain(await TableDump.Lines(database.Databases.Data), line =>
            line.Contains(link.Card.ToString(), StringComparison.Ordinal) && !line.StartsWith("consent", StringComparison.Ordinal));
        Assert.Equal(["Tea House", "Wages"], (await member.Merchants.List(member.Id, Purpose.View)).Select(merchant => merchant.Name).Order());
    }

    [Theory, Databases]
    public async Task Erasing_one_kind_of_data_leaves_the_others_and_day_sums_that_add_up(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var member = link.Member;
        await member.Consents.Narrow(member.Id, link.Id, (await link.Consent()).Without(link.Checking, DataCluster.Transactions));
        await member.Consents.Narrow(member.Id, link.Id, (await link.Consent()).Without(link.Card, DataCluster.Balances));

        Assert.Equal(new HistoryCount { Accounts = 0, Balances = 1, Transactions = 2 }, await member.History.EraseHidden(member.Id, link.Id));

        var accounts = (await member.Accounts.ListLinked(member.Id, Purpose.View)).ToDictionary(account => account.Id);
        Assert.Equal(512345, accounts[link.Checking].Current?.MinorUnits);
        Assert.Null(accounts[link.Card].Current);
        Assert.Equal("Book Shop", Assert.Single(await member.Activity()).Merchant);
        await using var connection = await database.Databases.Data.Open();
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("""
            SELECT count(*) FROM account_days d WHERE d.in_minor + d.out_minor <> (
                SELECT COALESCE(SUM(t.amount_minor), 0) FROM transactions t
                WHERE t.user_id = d.user_id AND t.account_id = d.account_id AND substr(t.occurred_at, 1, 10) = d.day)
            """));
        Assert.Equal(-990, await connection.ExecuteScalarAsync<long>("SELECT CAST(SUM(in_minor + out_minor) AS BIGINT) FROM account_days"));
    }

    [Theory, Databases]
    public async Task What_another_purpose_still_covers_is_not_erased(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var member = link.Member;
        await member.Consents.Narrow(member.Id, link.Id, (await link.Consent()).Without(purpose: Purpose.View));

        Assert.True((await member.History.EraseHidden(member.Id, link.Id))!.IsNothing);

        Assert.Equal(2, (await member.Accounts.ListLinked(member.Id, Purpose.FraudAlerts)).Count);
    }

    [Theory, Databases]
    public async Task After_expiry_nothing_is_read_but_the_members_own_copy(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var member = link.Member;
        await link.Expire();

        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            Assert.Empty(await member.Accounts.ListLinked(member.Id, purpose));
            Assert.Empty(await member.Merchants.List(member.Id, purpose));
            Assert.Empty(await member.Transactions.List(member.Id, purpose, new(), TransactionCursor.Newest, 10));
        }

        Assert.Empty(await member.History.ListAccounts(member.Id, link.Id));
        Assert.Null(await member.History.EraseHidden(member.Id, link.Id));
        Assert.Equal(LinkHealth.Expired, (await link.Read()).Status.HealthAt(database.Clock.GetUtcNow()));

        Assert.Equal(2, (await member.History.ListAccountsForExport(member.Id, link.Id)).Count);
        var rows = await member.History.ListTransactionsForExport(member.Id, link.Id, TransactionCursor.Newest, 2);
        Assert.Equal(["Wages", "Book Shop"], rows.Select(row => row.Transaction.Merchant));
        var rest = await member.History.ListTransactionsForExport(member.Id, link.Id, rows[^1].Transaction.Cursor, 2);
        Assert.Equal("Tea House", Assert.Single(rest).Transaction.Merchant);
    }
}
