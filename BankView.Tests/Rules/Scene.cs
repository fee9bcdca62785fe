using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Channels;
using BankView.Data.Consents;
using BankView.Data.Egress;
using BankView.Data.Imports;
using BankView.Data.Sealing;
using BankView.Data.Statements.Csv;
using BankView.Data.Transactions;
using BankView.Tests.Alerts;
using BankView.Tests.BankLinks.Sync;
using BankView.Tests.Channels;
using BankView.Tests.Testing;
using Dapper;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Rules;

/// <summary>Who asks, and what is wrong with it.</summary>
internal enum Situation
{
    /// <summary>Nothing is wrong: the member asks for what is theirs. Shows that a call can find something at all.</summary>
    Owner,
    AnotherMember,
    AdministratorWhoIsNoMember,
    OwnerWhoIsBlocked,
    OwnerWhoIsNoMemberAnyMore,
    ConsentExpired,
    ConsentRevoked,
    PurposesNarrowedToNothing,
}

/// <summary>A member with an account, a card and a few rows, and somebody (perhaps the same) who asks for them.</summary>
internal sealed class Scene
{
    public required TestMember Owner { get; init; }

    /// <summary>Whose id a store is called with.</summary>
    public required UserId Asker { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid LinkId { get; init; }

    /// <summary>Read by a connector, with a consent that still holds.</summary>
    public required LinkedBank Bank { get; init; }

    /// <summary>Read by a connector once; ended by the owner, who has not decided yet what becomes of its history.</summary>
    public required LinkedBank EndedBank { get; init; }

    /// <summary>The owner's way to another link.</summary>
    public required LinkingScene Linking { get; init; }

    /// <summary>An attempt whose bank is being visited, and one at which accounts are chosen.</summary>
    public required Guid AttemptAtBank { get; init; }

    public required Guid AttemptToFinish { get; init; }
    /// <summary>A link of the owner's that a connector reads; it covers no account, so nothing of it shows.</summary>
    public required SyncedMember Synced { get; init; }

    /// <summary>About a payment on <see cref="AccountId"/>; nobody has answered it.</summary>
    public required Guid AlertId { get; init; }

    /// <summary>The owner as somebody who wants to be told.</summary>
    public required ToldMember Told { get; init; }

    /// <summary>Where a test went to already.</summary>
    public required Guid ChannelId { get; init; }

    /// <summary>For another address that the owner is about to prove.</summary>
    public required SentCode Code { get; init; }

    /// <summary>About another one there; it only tells, and nobody has closed it.</summary>
    public required Guid ToldAlertId { get; init; }

    public required Guid ImportId { get; init; }

    public required Guid TransactionId { get; init; }

    public required Tag MerchantTag { get; init; }

    /// <summary>What nobody else chose.</summary>
    public const int OwnersCap = 3;

    /// <summary>Of a header whose mapping the owner let BankView remember.</summary>
    public const string Fingerprint = "date|amount|name";

    public CsvMappingStore Mappings => new(Owner.Database.Databases, Owner.Database.Keys, Owner.Database.Clock);

    /// <summary>A statement with a stored row and a new one, for the owner's account.</summary>
    public required ImportPart Part { get; init; }

    public BankView.Data.Statements.StatementPart StatementWithoutNumber =>
        Part.Statement with { Account = Part.Statement.Account with { Number = null }, Rows = [Part.Statement.Rows[0]] };

    public static async Task<Scene> Set(TestDatabase database, Situation situation)
    {
        var owner = await TestMember.Join(database);
        var statement = Card(Row("2026-11-03", -1234, "CORNER BAKERY", "1", isCard: true) with { CardLastFour = "4242" })
            .WithBalance("2026-11-04", -5000);
        var import = await owner.BringIn(statement);
        var linkId = (await owner.Links.List(owner.Id))[0].Id;
        var transaction = (await owner.Activity())[0];
        await CardMember.Bring(owner, Purpose.View, Purpose.FraudAlerts);
        await owner.BringIn(Card(CardMember.Strange(owner)));
        var alert = (await CardMember.AlertsOf(owner))[0];
        await owner.AlertRules.Set(owner.Id, import.AccountIds[0], AlertRule.CardActivity, isOn: true, threshold: null);
        await owner.BringIn(Card(CardMember.Payment(owner, 1, -1600, "Corner Bakery", "told")));
        await owner.AlertChoices.Save(owner.Id, new AlertChoices { DailyCap = OwnersCap });
        await owner.AlertChoices.Mute(owner.Id, AlertRule.AllQuiet, until: null);
        await owner.ReportSharing.Set(owner.Id, isOn: true);
        var (bank, ended) = (await LinkedBank.Link(owner, "Alder Bank"), await LinkedBank.Link(owner, "Birch Bank"));
        await owner.Revocations.End(owner.Id, ended.Id);
        var linking = await LinkingScene.Set(owner);
        var toFinish = await linking.Begin();
        await linking.Answers.TakeReply(owner.Id, linking.Reply());
        var synced = await SyncedMember.Of(owner, new PagedBank());
        await synced.LinkWithoutAccounts();
        await synced.Read();
        var told = ToldMember.Of(owner);
        var channel = await told.AddEmail();
        await told.Channels.SendTest(owner.Id, channel);
        await told.Settings.Save(owner.Id, new MessageSettings { Word = "maple" });
        var scene = new Scene
        {
            Owner = owner,
            Asker = situation switch
            {
                Situation.AnotherMember => (await TestMember.Join(database)).Id,
                Situation.AdministratorWhoIsNoMember => (await TestMember.Join(database, isMember: false)).Id,
                _ => owner.Id,
            },
            AccountId = import.AccountIds[0],
            LinkId = linkId,
            Bank = bank,
            EndedBank = ended,
            Linking = linking,
            AttemptToFinish = toFinish,
            AttemptAtBank = await linking.Begin(),
            Synced = synced,
            Told = told,
            ChannelId = channel,
            Code = (await told.Proofs.Begin(owner.Id, ChannelKind.Email, "ann.other@example.org", "ann.other@example.org"))!,
            AlertId = alert.Id,
            ToldAlertId = (await CardMember.AlertsOf(owner)).Single(one => one.Rule is AlertRule.CardActivity).Id,
            ImportId = import.ImportId,
            TransactionId = transaction.Id,
            MerchantTag = transaction.MerchantTag,
            Part = await owner.Part(statement with { Rows = [.. statement.Rows, Row("2026-11-05", -99, "Kiosk", "2")] }, account: import.AccountIds[0]),
        };
        await scene.Mappings.Remember(owner.Id, Fingerprint, new CsvMapping(), scene.AccountId);
        await using (var log = new EgressLog(database.Databases))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://bank.example/accounts");
            var call = new EgressCall { UserId = owner.Id, What = "accounts", Hosts = new HashSet<string>() };
            log.Write(call, request, database.Clock.GetUtcNow(), 200, failure: null, milliseconds: 7);
        }

        await scene.GoWrong(situation);
        return scene;
    }

    /// <summary>What a repair of the owner's link begins with.</summary>
    public async Task<NewAttempt> RepairOfBank()
    {
        await using var connection = await Owner.Database.Databases.Data.Open();
        return new NewAttempt
        {
            InstitutionId = await connection.QuerySingleAsync<Guid>("SELECT institution_id FROM bank_links WHERE id = @Id", new { Bank.Id }),
            LinkId = Bank.Id,
            Kind = AttemptKind.Repair,
            Terms = LinkingScene.Terms,
            State = Guid.NewGuid().ToString(),
            ReturnTo = LinkingScene.ReturnTo,
            Start = new LinkStart.PasteToken(new Uri("https://bridge.example/create")),
        };
    }

    public async Task<IReadOnlyList<EgressRecord>> ListCalls()
    {
        await using var log = new EgressLog(Owner.Database.Databases);
        return await new EgressStore(Owner.Database.Databases, log).List(Asker, 50);
    }

    public Task<TransactionSearch> BeginSearch() =>
        TransactionSearch.Begin(Asker, Purpose.View, Owner.Database.Databases, Owner.Transactions, Owner.Merchants);

    public async Task<IReadOnlyList<Transaction>> SearchDescriptions(string text)
    {
        var search = new DescriptionSearch(Owner.Database.Databases, Owner.Database.Keys, Owner.Database.Clock);
        return await search.Find(Asker, Purpose.View, text, new(), TransactionCursor.Newest).SelectMany(step => step.Found).ToListAsync();
    }

    private Task GoWrong(Situation situation) => situation switch
    {
        Situation.OwnerWhoIsBlocked => Owner.Block(),
        Situation.OwnerWhoIsNoMemberAnyMore => Change("UPDATE users SET is_member = @no, is_administrator = @yes WHERE id = @owner"),
        Situation.ConsentExpired => Change("UPDATE consents SET expires_at = @before WHERE user_id = @owner"),
        Situation.ConsentRevoked => Change("UPDATE consents SET revoked_at = @before WHERE user_id = @owner"),
        Situation.PurposesNarrowedToNothing => NarrowToNothing(),
        _ => Task.CompletedTask,
    };

    private async Task NarrowToNothing()
    {
        await Owner.Consents.ChangePurposes(Owner.Id, LinkId, new HashSet<Purpose>());
        await Owner.Consents.Narrow(Owner.Id, Bank.Id, []);
    }

    private Task<int> Change(string sql) => Owner.Database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync(
        sql, new { owner = Owner.Id, yes = true, no = false, before = Owner.Database.Clock.GetUtcNow().AddMinutes(-1) }, transaction));
}
