using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.BankLinks;

public class RenewalTests
{
    [Theory, Databases]
    public async Task A_renewed_consent_covers_the_same_for_longer_even_when_it_was_over(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var (member, before) = (link.Member, await link.Consent());
        await link.Expire();
        var now = database.Clock.GetUtcNow();

        Assert.Equal(now.AddDays(90), await member.Renewals.Renew(member.Id, link.Id, 90));

        var after = await link.Consent();
        Assert.Equal((ConsentWords.Renewal, now.AddDays(90)), (after.Words, after.ExpiresAt));
        Assert.Equal(before.Scopes.ToHashSet(), after.Scopes.ToHashSet());
        Assert.Equal(now, (await link.Read()).Status.NextSyncAt);
        Assert.Equal(2, (await member.Accounts.ListLinked(member.Id, Purpose.View)).Count);
    }

    [Theory, Databases]
    public async Task It_ends_with_the_banks_own_consent_when_that_is_earlier(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var bankEnd = database.Clock.GetUtcNow().AddDays(100);
        await link.Set("bank_consent_ends_at = @bankEnd", new { bankEnd });

        Assert.Equal(bankEnd, await link.Member.Renewals.Renew(link.Member.Id, link.Id, 365));
    }

    [Theory, Databases]
    public async Task Where_the_bank_must_be_asked_nothing_is_renewed_here(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var (member, before) = (link.Member, await link.Consent());

        await link.Set("bank_consent_ends_at = @soon", new { soon = database.Clock.GetUtcNow().AddDays(Consent.FewestDays - 1) });
        Assert.Null(await member.Renewals.Renew(member.Id, link.Id, 90));
        await link.Set($"bank_consent_ends_at = NULL, problem = '{ProblemKind.ReauthRequired}'");
        Assert.Null(await member.Renewals.Renew(member.Id, link.Id, 90));
        await link.Set("problem = NULL");
        await member.Revocations.End(member.Id, link.Id);
        Assert.Null(await member.Renewals.Renew(member.Id, link.Id, 90));

        Assert.Equal(before.Id, (await link.Consent()).Id);
    }

    [Theory, Databases]
    public async Task A_consent_is_never_renewed_for_longer_than_a_year(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => link.Member.Renewals.Renew(link.Member.Id, link.Id, 366));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => link.Member.Renewals.Renew(link.Member.Id, link.Id, 29));
    }
}
