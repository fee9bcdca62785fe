using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>The way from the consent page to a link that is there.</summary>
public class LinkingTests
{
    [Theory, Databases]
    public async Task A_bank_that_is_visited_ends_in_a_link_with_the_chosen_accounts_and_their_consent(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        Assert.Equal(AttemptStep.AtBank, (await scene.Find(attempt)).Step);
        Assert.Equal(0, await scene.Count("bank_links"));

        Assert.Equal(attempt, await scene.Answers.TakeReply(scene.Member.Id, scene.Reply()));
        Assert.Equal(["acc-1", "acc-2"], (await scene.Find(attempt)).Accounts!.Where(found => found.CanBeChosen).Select(found => found.Account.Id));
        Assert.Equal(0, await scene.Count("bank_links"));
        var made = await scene.Finish(attempt, "acc-1");

        var link = Assert.Single(await scene.Member.Links.List(scene.Member.Id));
        Assert.Equal((FinishOutcome.Done, link.Id), (made!.Outcome, Assert.Single(made.Links)));
        Assert.Equal(("Alder Bank", 1, database.Clock.GetUtcNow()), (link.BankName, link.AccountCount, link.Status.NextSyncAt));
        var account = Assert.Single(await scene.Member.Accounts.ListLinked(scene.Member.Id, Purpose.View));
        Assert.Equal(("Account acc-1", "1111"), (account.Name, account.LastFour));
        var consent = (await scene.Member.Consents.Find(scene.Member.Id, link.Id))!;
        Assert.Equal(ConsentText.Of(LinkingScene.Terms), consent.Words);
        Assert.Equal(database.Clock.GetUtcNow().AddDays(90), consent.ExpiresAt);
        Assert.Equal(
            from cluster in DataCluster.All from purpose in new[] { Purpose.View, Purpose.FraudAlerts } select new ConsentScope(account.Id, cluster, purpose),
            consent.Scopes.OrderBy(scope => DataCluster.All.ToList().IndexOf(scope.Cluster)).ThenBy(scope => scope.Purpose));
        Assert.Equal(1, await scene.Count("account_syncs"));
    }

    [Theory, Databases]
    public async Task A_token_that_is_pasted_makes_a_link_for_each_bank_behind_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database, ConnectorKind.SimpleFin);
        scene.Bank.Accounts = [MemoryBank.Checking with { ConnectionId = "a", ConnectionName = "Alder" }, MemoryBank.Card with { ConnectionId = "b", ConnectionName = "Birch" }];
        var attempt = await scene.Begin();
        Assert.Equal("bridge.example", (await scene.Find(attempt)).WhereToGetToken!.Host);

        await scene.Answers.PasteToken(scene.Member.Id, attempt, $"  {MemoryBank.Token}\n");
        await scene.Finish(attempt, "acc-1", "acc-2");

        Assert.Equal(["Alder", "Birch"], (await scene.Member.Links.List(scene.Member.Id)).Select(link => link.BankName));
        Assert.Equal(1, await scene.Count("credentials"));
        Assert.Equal(2, (await scene.Member.Accounts.ListLinked(scene.Member.Id, Purpose.View)).Count);
    }

    [Theory, Databases]
    public async Task A_consent_given_at_the_bank_for_less_ends_ours_too(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        scene.Bank.Consent = new BankConsent { ExpiresAt = database.Clock.GetUtcNow().AddDays(60) };

        var link = (await scene.Link("acc-1"))[0];

        Assert.Equal(scene.Bank.Consent.ExpiresAt, (await scene.Member.Consents.Find(scene.Member.Id, link))!.ExpiresAt);
        Assert.Equal(scene.Bank.Consent.ExpiresAt, (await scene.Member.Links.Find(scene.Member.Id, link))!.Status.BankConsentEndsAt);
    }

    [Theory, Databases]
    public async Task What_the_bank_gave_is_kept_sealed_until_it_is_a_link_and_nowhere_afterwards(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());

        var dump = await TableDump.Bytes(database.Databases.Data);
        await scene.Finish(attempt, "acc-1");

        Assert.Equal(-1, dump.AsSpan().IndexOf("credential 1"u8));
        Assert.Equal(-1, dump.AsSpan().IndexOf("acc-1"u8));
        Assert.Null((await scene.Find(attempt)).Accounts);
        Assert.Equal(1, await scene.Count("credentials"));
    }

    [Fact]
    public void What_no_consent_may_say_is_not_allowed()
    {
        Assert.True(LinkingScene.Terms.AreAllowed);
        Assert.False((LinkingScene.Terms with { Days = 29 }).AreAllowed);
        Assert.False((LinkingScene.Terms with { Days = 366 }).AreAllowed);
        Assert.False((LinkingScene.Terms with { Purposes = [Purpose.FraudAlerts] }).AreAllowed);
        Assert.False((LinkingScene.Terms with { Clusters = [DataCluster.AccountBasic, "TAXES"] }).AreAllowed);
    }

    [Fact]
    public void The_words_name_the_bank_the_data_the_purposes_and_the_days_whatever_order_they_were_chosen_in()
    {
        var words = ConsentText.Of(LinkingScene.Terms);
        Assert.Equal(words, ConsentText.Of(LinkingScene.Terms with { Purposes = [Purpose.FraudAlerts, Purpose.View], Clusters = [.. DataCluster.All.Reverse()] }));
        Assert.Contains("Alder Bank", words, StringComparison.Ordinal);
        Assert.Contains("signs of fraud", words, StringComparison.Ordinal);
        Assert.Contains("for 90 days", words, StringComparison.Ordinal);
        Assert.DoesNotContain("messenger", words, StringComparison.Ordinal);
    }
}
