using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.BankLinks;

/// <summary>What follows a link's end: erased or kept, shared credentials, and credentials that change under way.</summary>
public class LinkEndTests
{
    private readonly RevokingBank _bank = new();

    [Theory, Databases]
    public async Task An_erased_link_is_still_revoked_at_its_bank(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var member = link.Member;
        _bank.Answer = RevokingBank.Fails(ProblemKind.ProviderDown);

        Assert.True(await member.Links.Erase(member.Id, link.Id));
        await Run(database);

        Assert.Empty(await member.Links.List(member.Id));
        Assert.Empty(await member.History.ListTransactionsForExport(member.Id, link.Id, Data.Transactions.TransactionCursor.Newest, 10));
        Assert.Equal(("Alder Bank", true), ((await link.Revocation()).BankName, (await link.Revocation()).IsOpen));
        _bank.Answer = (_, _) => Task.FromResult(BankRevocation.Confirmed);
        database.Clock.Advance(TimeSpan.FromHours(1));
        await Run(database);
        Assert.Equal(RevocationState.Confirmed, (await link.Revocation()).State);
        Assert.Equal([$"secret of {link.Id}", $"secret of {link.Id}"], _bank.Asked);
    }

    [Theory, Databases]
    public async Task A_file_link_is_erased_without_a_word_to_any_bank(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1")));
        var link = Assert.Single(await member.Links.List(member.Id));

        Assert.False(await member.Revocations.End(member.Id, link.Id));
        Assert.True(await member.Links.Erase(member.Id, link.Id));
        Assert.Empty(await member.Revocations.List(member.Id));
    }

    [Theory, Databases]
    public async Task A_credential_that_serves_two_links_is_taken_back_with_the_last_of_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var (one, other) = (await LinkedBank.Link(member), await LinkedBank.Link(member, "Birch Bank"));
        await one.Share(other);

        await member.Revocations.End(member.Id, one.Id);
        Assert.Equal(0, await Run(database));
        Assert.Equal(RevocationState.Shared, (await one.Revocation()).State);
        Assert.True((await other.Read()).Status.HasCredential);

        await member.Revocations.End(member.Id, other.Id);
        Assert.Equal(1, await Run(database));
        Assert.Equal(RevocationState.Confirmed, (await other.Revocation()).State);
        Assert.Equal([$"secret of {one.Id}"], _bank.Asked);
    }

    [Theory, Databases]
    public async Task A_credential_that_the_bank_exchanged_while_the_link_ended_is_the_one_taken_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        await link.Member.Revocations.End(link.Member.Id, link.Id);
        var credentials = new CredentialStore(database.Databases, database.Keys, database.Clock);
        _bank.Answer = async (access, _) =>
        {
            if (_bank.Asked.Count == 1)
            {
                // The first try confirms the old one; meanwhile a reading under way got a new one for it.
                await credentials.Keep(link.Member.Id, link.CredentialId, "exchanged by a reading");
            }
            else
            {
                await access.Keep("exchanged once more");
            }

            return BankRevocation.Confirmed;
        };

        await Run(database);
        Assert.Equal(RevocationState.Pending, (await link.Revocation()).State);
        database.Clock.Advance(TimeSpan.FromHours(1));
        await Run(database);

        Assert.Equal([$"secret of {link.Id}", "exchanged by a reading"], _bank.Asked);
        Assert.Equal(RevocationState.Confirmed, (await link.Revocation()).State);
    }

    [Theory, Databases]
    public async Task Kept_history_is_shown_and_read_for_no_other_purpose_and_can_be_erased_later(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var member = link.Member;
        Assert.False(await member.Renewals.KeepHistory(member.Id, link.Id));
        await member.Consents.Narrow(member.Id, link.Id, (await link.Consent()).Without(account: link.Card));
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        await member.Revocations.End(member.Id, link.Id);

        Assert.True(await member.Renewals.KeepHistory(member.Id, link.Id));

        var consent = await link.Consent();
        Assert.Equal((ConsentWords.KeptHistory, ConsentStore.NoEnd), (consent.Words, consent.ExpiresAt));
        Assert.Equal([Purpose.View], await member.Consents.ListPurposes(member.Id, link.Id));
        // What had been taken away before stays away.
        Assert.Equal([link.Checking], (await member.Accounts.ListLinked(member.Id, Purpose.View)).Select(account => account.Id));
        var kept = await link.Read();
        Assert.Equal((true, false, null), (kept.IsKept, kept.AwaitsDecision, kept.Status.NextSyncAt));
        Assert.Equal(LinkHealth.Revoked, kept.Status.HealthAt(database.Clock.GetUtcNow()));

        Assert.True(await member.Links.Erase(member.Id, link.Id));
        Assert.Empty(await member.Accounts.ListLinked(member.Id, Purpose.View));
        Assert.Single(await member.Revocations.List(member.Id));
    }

    private Task<int> Run(TestDatabase database) => new Revocations(database.Databases, database.Keys, new InstalledConnectors([_bank]),
        new InstitutionStore(database.Databases, database.MasterKey, database.Clock), database.Clock)
        .RunDueOfAllMembers(database.Clock.GetUtcNow());
}
