using System.Collections.Concurrent;
using System.Globalization;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Consents;
using BankView.Data.Institutions;
using BankView.Data.Transactions;
using BankView.Tests.SandboxBank;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankView.Tests.Admin;

/// <summary>What stands in the log of an installation that runs as it is delivered, while members use it and banks misbehave.</summary>
public class LogTests
{
    [Fact]
    public async Task No_line_tells_a_merchant_an_amount_an_account_or_a_token()
    {
        var log = new ConcurrentQueue<string>();
        await using var app = await BankViewApp.Start(host => host.UseSetting("Logging:LogLevel:Default", "Information")
            .ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(new LogCapture(log))));
        using var sam = new FormClient(app);
        await sam.Join(await app.SetupLink(), "Sam");
        using var dance = await BankDance.With(app);
        var user = await app.IdOf("Sam");
        var link = await Link(app, dance, user);

        await app.Get<LinkSync>().Run(user, link, SyncTrigger.FirstSync, cancellation: TestContext.Current.CancellationToken);
        var secrets = await WhatNobodyElseMayKnow(app, user);
        await Look(app, sam, user);
        foreach (var weather in new[] { "Html", "BrokenJson", "CutOff", "ServerError", "TooManyCalls" })
        {
            await ControlTests.Do(dance, "weather", ("answering", weather), ("seconds", "0"));
            await app.Get<LinkSync>().Run(user, link, SyncTrigger.Schedule, cancellation: TestContext.Current.CancellationToken);
        }

        await app.Get<RevocationStore>().End(user, link);
        await app.Get<Revocations>().TryNow(user, link, TestContext.Current.CancellationToken);

        Assert.NotEmpty(log);
        Assert.True(secrets.Count > 100, "Too little was planted to prove anything.");
        foreach (var line in log)
        {
            Assert.DoesNotContain(secrets, secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task<Guid> Link(BankViewApp app, BankDance dance, UserId user)
    {
        var terms = new LinkTerms { Bank = "Sandbox Bank", Clusters = DataCluster.All, Purposes = [Purpose.View], Days = 90 };
        var bank = Assert.Single(await app.Get<InstitutionStore>().ListOffered());
        var begun = await app.Get<Linking>().Begin(user, bank.Id, AttemptKind.NewLink, terms, new Uri(dance.ReturnTo));
        var attempt = (await app.Get<LinkAttemptStore>().Find(user, begun.AttemptId!.Value))!;
        await dance.SignIn();
        var back = (await dance.Decide(BankDance.Query(attempt.BankAddress!)["request_uri"])).Headers.Location!;
        await app.Get<BankAnswers>().TakeReply(user, BankDance.Query(back));
        var found = (await app.Get<LinkAttemptStore>().Find(user, attempt.Id))!.Accounts!.Select(account => account.Account.Id).ToList();
        return Assert.Single((await app.Get<LinkAttemptStore>().Finish(user, attempt.Id, found))!.Links);
    }

    private static async Task<HashSet<string>> WhatNobodyElseMayKnow(BankViewApp app, UserId user)
    {
        var accounts = await app.Get<AccountStore>().ListLinked(user, Purpose.View);
        var rows = await app.Get<TransactionStore>().List(user, Purpose.View, new(), TransactionCursor.Newest, 500);
        // Short figures are in every log by chance, such as in a time.
        var amounts = rows.Select(row => row.Amount).Concat(accounts.Select(account => account.Current!.Value)).Where(amount => Math.Abs(amount.MinorUnits) >= 10_000)
            .SelectMany(amount => new[] { amount.MinorUnits.ToString(CultureInfo.InvariantCulture), amount.ToDecimal().ToString(CultureInfo.InvariantCulture) });
        return [.. rows.Select(row => row.Merchant), .. accounts.Select(account => account.Name), .. amounts, "harbour-lantern"];
    }

    private static async Task Look(BankViewApp app, FormClient sam, UserId user)
    {
        var row = (await app.Get<TransactionStore>().List(user, Purpose.View, new(), TransactionCursor.Newest, 1))[0];
        foreach (var page in new[] { "/", "/activity", $"/activity?search={Uri.EscapeDataString(row.Merchant)}", $"/accounts/{row.AccountId}", "/links", "/activity/export" })
        {
            await sam.Get(page);
        }
    }
}
