using BankView.Data.Administration;
using BankView.Data.BankLinks;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Admin;

public class WithdrawalTests
{
    private const string Why = "The bank ended its contract with us.";

    [Theory, Databases]
    public async Task A_withdrawn_bank_is_read_no_more_and_what_it_was_read_with_waits_to_be_taken_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, sam) = (await Office.Open(database), await TestMember.Join(database));
        var (link, other) = (await LinkedBank.Link(sam), await LinkedBank.Link(sam, "Zebra Bank"));
        var bank = (await link.Read()).InstitutionId;
        var told = 0;
        using var listening = database.Databases.Changes.Subscribe(sam.Id, () => told++);

        Assert.Equal(1, await office.Withdrawals.WithdrawOfAllMembers(bank, new(Why, null), office.Administrator));
        Assert.Null(await office.Withdrawals.WithdrawOfAllMembers(bank, new(Why, null), office.Administrator));

        var status = (await link.Read()).Status;
        Assert.Equal((LinkEnd.Institution, Why, null), (status.RevokedBy, status.Reason, status.NextSyncAt));
        Assert.Equal(LinkHealth.Revoked, status.HealthAt(database.Clock.GetUtcNow()));
        Assert.Equal(RevocationState.Pending, (await link.Revocation()).State);
        Assert.Equal(1, await Count(database, "credentials"));
        Assert.False((await link.Consent()).IsActive(database.Clock.GetUtcNow()));
        Assert.Equal(InstitutionState.Withdrawn, (await office.Institutions.Find(bank))!.State);
        Assert.Equal(LinkHealth.Fine, (await other.Read()).Status.HealthAt(database.Clock.GetUtcNow()));
        Assert.Equal(1, told);
        var act = Assert.Single(await office.Trail());
        Assert.Equal((AdminActionKind.InstitutionWithdrawn, "Alder Bank", Why), (act.Kind, act.Subject, act.Detail));
    }

    [Theory, Databases]
    public async Task Until_a_member_decides_what_they_have_is_hidden_and_not_lost(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, sam) = (await Office.Open(database), await TestMember.Join(database));
        var link = await LinkedBank.Link(sam);
        var rows = await Count(database, "transactions");

        await office.Withdrawals.WithdrawOfAllMembers((await link.Read()).InstitutionId, new(Why, null), office.Administrator);

        Assert.Empty(await sam.Accounts.ListLinked(sam.Id, Purpose.View));
        Assert.Empty(await sam.Activity());
        Assert.Equal(rows, await Count(database, "transactions"));
        Assert.Equal(0, await office.Withdrawals.EraseWithdrawnOfAllMembers(database.Clock.GetUtcNow().AddYears(50)));
    }

    [Theory, Databases]
    public async Task After_the_term_it_is_erased_for_everybody_also_for_a_member_who_is_blocked(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        var (sam, other) = (await TestMember.Join(database), await TestMember.Join(database));
        var (gone, kept) = (await LinkedBank.Link(sam), await LinkedBank.Link(other));
        var bank = (await gone.Read()).InstitutionId;
        await sam.Block();

        Assert.Equal(1, await office.Withdrawals.WithdrawOfAllMembers(bank, new(Why, EraseAfterDays: 30), office.Administrator));
        var now = database.Clock.GetUtcNow();
        Assert.Equal(now.AddDays(30), (await office.Institutions.Find(bank))!.EraseHistoryAt);
        Assert.Equal(0, await office.Withdrawals.EraseWithdrawnOfAllMembers(now.AddDays(30).AddSeconds(-1)));
        Assert.Equal(1, await office.Withdrawals.EraseWithdrawnOfAllMembers(now.AddDays(30)));
        Assert.Equal(0, await office.Withdrawals.EraseWithdrawnOfAllMembers(now.AddDays(31)));

        foreach (var table in new[] { "bank_links", "accounts", "balances", "transactions", "merchants", "consents", "credentials", "imports" })
        {
            Assert.Equal(0, await Count(database, table, sam));
            Assert.NotEqual(0, await Count(database, table, other));
        }

        // What is still to be taken back at the bank outlives the history.
        Assert.Equal(1, await Count(database, "revocations", sam));
        Assert.Equal(LinkHealth.Fine, (await kept.Read()).Status.HealthAt(now));
    }

    [Theory, Databases]
    public async Task Links_on_their_way_are_given_up_and_statement_files_are_never_withdrawn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, sam) = (await Office.Open(database), await TestMember.Join(database));
        var bank = await office.Add();
        var now = database.Clock.GetUtcNow();
        await database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
            INSERT INTO link_attempts (user_id, id, institution_id, state_hash, step, sealed, created_at, expires_at)
            VALUES (@sam, @id, @bank, 'hash', 'AtBank', @blob, @now, @later)
            """, new { sam = sam.Id, id = Guid.CreateVersion7(), bank = bank.Id, blob = new byte[] { 1 }, now, later = now.AddHours(1) }, transaction));

        Assert.Equal(0, await office.Withdrawals.WithdrawOfAllMembers(bank.Id, new(Why, null), office.Administrator));
        Assert.Null(await office.Withdrawals.WithdrawOfAllMembers(BankLinkStore.StatementFiles, new(Why, null), office.Administrator));

        await using var connection = await database.Databases.Data.Open();
        Assert.Equal(now, await connection.QuerySingleAsync<DateTimeOffset>("SELECT expires_at FROM link_attempts"));
    }

    private static async Task<long> Count(TestDatabase database, string table, TestMember? of = null)
    {
        await using var connection = await database.Databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>(
            $"SELECT count(*) FROM {table} WHERE CAST(@userId AS TEXT) IS NULL OR user_id = @userId", new { userId = of?.Id });
    }
}
