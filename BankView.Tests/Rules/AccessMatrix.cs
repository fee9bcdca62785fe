using System.Collections;
using BankView.Data.Accounts;
using BankView.Data.Administration;
using BankView.Data.Alerts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Channels;
using BankView.Data.Consents;
using BankView.Data.Egress;
using BankView.Data.Imports;
using BankView.Data.Institutions;
using BankView.Data.Statements.Csv;
using BankView.Data.Transactions;
using BankView.Data.Users;

namespace BankView.Tests.Rules;

/// <summary>How a store method is called in a scene, and whether it may answer without an active consent.</summary>
internal sealed record AccessRow(Func<Scene, Task<object?>> Call, bool NeedsConsent)
{
    /// <summary>True for a call that names nothing of anybody's: another member who makes it changes what is their own.</summary>
    public bool IsOwnChoice { get; init; }
}

/// <summary>
/// One row for each store method on members' finances: how to call it for what is the owner's. <see cref="AccessMatrixTest"/> fails
/// for a method without a row. Who adds a store adds its rows here: <c>Read</c> for what an active consent must cover, <c>OwnAct</c>
/// for what members may do with their own data whatever the consent says (see what was imported, widen, undo, erase), <c>OwnChoice</c>
/// for what every member may do to what is their own alone.
/// </summary>
internal static class AccessMatrix
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    public static readonly IReadOnlyDictionary<string, AccessRow> Rows = new Dictionary<string, AccessRow>(StringComparer.Ordinal)
    {
        [$"{nameof(AccountStore)}.{nameof(AccountStore.ListLinked)}"] =
            Read(async scene => await scene.Owner.Accounts.ListLinked(scene.Asker, Purpose.View)),
        [$"{nameof(AccountStore)}.{nameof(AccountStore.Find)}"] =
            Read(async scene => await scene.Owner.Accounts.Find(scene.Asker, scene.AccountId, Purpose.View)),
        [$"{nameof(AccountStore)}.{nameof(AccountStore.ListDays)}"] =
            Read(async scene => await scene.Owner.Accounts.ListDays(scene.Asker, Purpose.View, Start, scene.AccountId)),
        [$"{nameof(AccountStore)}.{nameof(AccountStore.ListMonths)}"] =
            Read(async scene => await scene.Owner.Accounts.ListMonths(scene.Asker, scene.AccountId, Purpose.View, 12)),

        [$"{nameof(TransactionStore)}.{nameof(TransactionStore.ListRecentCardActivity)}"] =
            Read(async scene => await scene.Owner.Transactions.ListRecentCardActivity(scene.Asker, Purpose.View, 50)),
        [$"{nameof(TransactionStore)}.{nameof(TransactionStore.List)}"] =
            Read(async scene => await scene.Owner.Transactions.List(scene.Asker, Purpose.View, new() { AccountId = scene.AccountId }, TransactionCursor.Newest, 50)),
        [$"{nameof(TransactionStore)}.{nameof(TransactionStore.Find)}"] =
            Read(async scene => await scene.Owner.Transactions.Find(scene.Asker, scene.TransactionId, Purpose.View)),
        [$"{nameof(TransactionStore)}.{nameof(TransactionStore.ListCards)}"] =
            Read(async scene => await scene.Owner.Transactions.ListCards(scene.Asker, Purpose.View)),
        [$"{nameof(MerchantStore)}.{nameof(MerchantStore.List)}"] =
            Read(async scene => await scene.Owner.Merchants.List(scene.Asker, Purpose.View)),
        [$"{nameof(MerchantStore)}.{nameof(MerchantStore.CountTransactions)}"] =
            Read(async scene => await scene.Owner.Merchants.CountTransactions(scene.Asker, scene.MerchantTag, Purpose.View, DateTimeOffset.MinValue) > 0),
        [$"{nameof(TransactionSearch)}.{nameof(TransactionSearch.Begin)}"] =
            Read(async scene => await (await scene.BeginSearch()).Find(new SearchQuery { Text = "bakery" }, new(), TransactionCursor.Newest, 50)),
        [$"{nameof(DescriptionSearch)}.{nameof(DescriptionSearch.Find)}"] =
            Read(async scene => await scene.SearchDescriptions("bakery")),

        [$"{nameof(AlertStore)}.{nameof(AlertStore.List)}"] =
            Read(async scene => await scene.Owner.Alerts.List(scene.Asker, new AlertFilter(), AlertCursor.Newest, 50)),
        [$"{nameof(AlertStore)}.{nameof(AlertStore.ListOpen)}"] =
            Read(async scene => await scene.Owner.Alerts.ListOpen(scene.Asker, 50)),
        [$"{nameof(AlertStore)}.{nameof(AlertStore.Answer)}"] =
            Read(async scene => await scene.Owner.Alerts.Answer(scene.Asker, scene.AlertId, MemberAnswer.WasNotMe)),
        [$"{nameof(AlertStore)}.{nameof(AlertStore.TakeAnswerBack)}"] =
            Read(async scene => await scene.Owner.Alerts.TakeAnswerBack(scene.Asker, scene.AlertId)),
        [$"{nameof(AlertStore)}.{nameof(AlertStore.Close)}"] =
            Read(async scene => await scene.Owner.Alerts.Close(scene.Asker, scene.ToldAlertId)),
        [$"{nameof(AlertStore)}.{nameof(AlertStore.CloseAll)}"] =
            Read(async scene => await scene.Owner.Alerts.CloseAll(scene.Asker, [scene.ToldAlertId]) > 0),
        [$"{nameof(AlertRuleStore)}.{nameof(AlertRuleStore.List)}"] =
            Read(async scene => await scene.Owner.AlertRules.List(scene.Asker)),
        [$"{nameof(AlertRuleStore)}.{nameof(AlertRuleStore.Set)}"] =
            Read(async scene => await scene.Owner.AlertRules.Set(scene.Asker, scene.AccountId, AlertRule.CardActivity, false, null) is RuleOutcome.Saved),
        [$"{nameof(AlertChoiceStore)}.{nameof(AlertChoiceStore.Find)}"] =
            OwnAct(async scene => await scene.Owner.AlertChoices.Find(scene.Asker) is { DailyCap: Scene.OwnersCap }),
        [$"{nameof(AlertChoiceStore)}.{nameof(AlertChoiceStore.Save)}"] =
            OwnChoice(async scene => await scene.Owner.AlertChoices.Save(scene.Asker, new AlertChoices { DailyCap = 5 }) is ChoiceOutcome.Saved),
        [$"{nameof(AlertChoiceStore)}.{nameof(AlertChoiceStore.ListMutes)}"] =
            OwnAct(async scene => await scene.Owner.AlertChoices.ListMutes(scene.Asker)),
        [$"{nameof(AlertChoiceStore)}.{nameof(AlertChoiceStore.Mute)}"] =
            OwnChoice(async scene => await scene.Owner.AlertChoices.Mute(scene.Asker, AlertRule.CardActivity, until: null)),
        [$"{nameof(AlertChoiceStore)}.{nameof(AlertChoiceStore.Unmute)}"] =
            OwnAct(async scene => await scene.Owner.AlertChoices.Unmute(scene.Asker, AlertRule.AllQuiet)),
        [$"{nameof(ReportSharingStore)}.{nameof(ReportSharingStore.IsOn)}"] =
            OwnAct(async scene => await scene.Owner.ReportSharing.IsOn(scene.Asker)),
        [$"{nameof(ReportSharingStore)}.{nameof(ReportSharingStore.Set)}"] =
            OwnAct(async scene => await scene.Owner.ReportSharing.Set(scene.Asker, isOn: false)),

        [$"{nameof(AlertStore)}.{nameof(AlertStore.Find)}"] =
            Read(async scene => await scene.Owner.Alerts.Find(scene.Asker, scene.AlertId)),

        [$"{nameof(ChannelStore)}.{nameof(ChannelStore.List)}"] =
            OwnAct(async scene => await scene.Told.Channels.List(scene.Asker)),
        [$"{nameof(ChannelStore)}.{nameof(ChannelStore.Add)}"] =
            OwnChoice(async scene => await scene.Told.Channels.Add(scene.Asker, new NewChannel(ChannelKind.Email, "bob@example.org", "bob@example.org"))),
        [$"{nameof(ChannelStore)}.{nameof(ChannelStore.ChangeDetail)}"] =
            OwnAct(async scene => await scene.Told.Channels.ChangeDetail(scene.Asker, scene.ChannelId, MessageDetail.MerchantAndAmount)),
        [$"{nameof(ChannelStore)}.{nameof(ChannelStore.ChangeUse)}"] =
            OwnAct(async scene => await scene.Told.Channels.ChangeUse(scene.Asker, scene.ChannelId, isFallback: true)),
        [$"{nameof(ChannelStore)}.{nameof(ChannelStore.Remove)}"] =
            OwnAct(async scene => await scene.Told.Channels.Remove(scene.Asker, scene.ChannelId)),
        [$"{nameof(ChannelStore)}.{nameof(ChannelStore.SendTest)}"] =
            OwnAct(async scene => await scene.Told.Channels.SendTest(scene.Asker, scene.ChannelId)),
        [$"{nameof(ChannelProofStore)}.{nameof(ChannelProofStore.Begin)}"] =
            OwnChoice(async scene => await scene.Told.Proofs.Begin(scene.Asker, ChannelKind.Email, "bob@example.org", "bob@example.org")),
        [$"{nameof(ChannelProofStore)}.{nameof(ChannelProofStore.BeginByToken)}"] =
            OwnChoice(async scene => await scene.Told.Proofs.BeginByToken(scene.Asker, ChannelKind.Messenger)),
        [$"{nameof(ChannelProofStore)}.{nameof(ChannelProofStore.Find)}"] =
            OwnAct(async scene => await scene.Told.Proofs.Find(scene.Asker, ChannelKind.Email)),
        [$"{nameof(ChannelProofStore)}.{nameof(ChannelProofStore.Confirm)}"] =
            OwnAct(async scene => await scene.Told.Proofs.Confirm(scene.Asker, scene.Code.ProofId, scene.Code.Code) is ProofOutcome.Proved),
        [$"{nameof(MessageSettingsStore)}.{nameof(MessageSettingsStore.Find)}"] =
            OwnAct(async scene => await scene.Told.Settings.Find(scene.Asker)),
        [$"{nameof(MessageSettingsStore)}.{nameof(MessageSettingsStore.Save)}"] =
            OwnChoice(async scene => await scene.Told.Settings.Save(scene.Asker, new MessageSettings())),
        [$"{nameof(DeliveryStore)}.{nameof(DeliveryStore.List)}"] =
            OwnAct(async scene => await scene.Told.Store.List(scene.Asker, 10)),

        [$"{nameof(ConsentStore)}.{nameof(ConsentStore.ListPurposes)}"] =
            Read(async scene => await scene.Owner.Consents.ListPurposes(scene.Asker, scene.LinkId)),
        [$"{nameof(ConsentStore)}.{nameof(ConsentStore.Find)}"] =
            OwnAct(async scene => await scene.Owner.Consents.Find(scene.Asker, scene.LinkId)),
        [$"{nameof(ConsentStore)}.{nameof(ConsentStore.ChangePurposes)}"] =
            OwnAct(async scene => await scene.Owner.Consents.ChangePurposes(scene.Asker, scene.LinkId, new HashSet<Purpose> { Purpose.FraudAlerts })),
        [$"{nameof(BankLinkStore)}.{nameof(BankLinkStore.List)}"] =
            OwnAct(async scene => await scene.Owner.Links.List(scene.Asker)),
        [$"{nameof(BankLinkStore)}.{nameof(BankLinkStore.Find)}"] =
            OwnAct(async scene => await scene.Owner.Links.Find(scene.Asker, scene.LinkId)),
        [$"{nameof(BankLinkStore)}.{nameof(BankLinkStore.Erase)}"] =
            OwnAct(async scene => await scene.Owner.Links.Erase(scene.Asker, scene.LinkId)),

        [$"{nameof(ConsentStore)}.{nameof(ConsentStore.Narrow)}"] =
            OwnAct(async scene => await scene.Owner.Consents.Narrow(scene.Asker, scene.Bank.Id, [])),
        [$"{nameof(RenewalStore)}.{nameof(RenewalStore.Renew)}"] =
            OwnAct(async scene => await scene.Owner.Renewals.Renew(scene.Asker, scene.Bank.Id, 90)),
        [$"{nameof(RenewalStore)}.{nameof(RenewalStore.KeepHistory)}"] =
            OwnAct(async scene => await scene.Owner.Renewals.KeepHistory(scene.Asker, scene.EndedBank.Id)),
        [$"{nameof(RevocationStore)}.{nameof(RevocationStore.End)}"] =
            OwnAct(async scene => await scene.Owner.Revocations.End(scene.Asker, scene.Bank.Id)),
        [$"{nameof(RevocationStore)}.{nameof(RevocationStore.List)}"] =
            OwnAct(async scene => await scene.Owner.Revocations.List(scene.Asker)),
        [$"{nameof(RevocationStore)}.{nameof(RevocationStore.MarkDone)}"] =
            OwnAct(async scene => await scene.Owner.Revocations.MarkDone(scene.Asker, scene.EndedBank.CredentialId)),
        [$"{nameof(LinkHistoryStore)}.{nameof(LinkHistoryStore.ListAccounts)}"] =
            Read(async scene => await scene.Owner.History.ListAccounts(scene.Asker, scene.Bank.Id)),
        [$"{nameof(LinkHistoryStore)}.{nameof(LinkHistoryStore.Count)}"] =
            OwnAct(async scene => await scene.Owner.History.Count(scene.Asker, scene.Bank.Id)),
        [$"{nameof(LinkHistoryStore)}.{nameof(LinkHistoryStore.CountHidden)}"] =
            OwnAct(async scene => await scene.Owner.History.CountHidden(scene.Asker, scene.Bank.Id)),
        [$"{nameof(LinkHistoryStore)}.{nameof(LinkHistoryStore.EraseHidden)}"] =
            OwnAct(async scene => await scene.Owner.History.EraseHidden(scene.Asker, scene.Bank.Id)),
        [$"{nameof(LinkHistoryStore)}.{nameof(LinkHistoryStore.ListAccountsForExport)}"] =
            OwnAct(async scene => await scene.Owner.History.ListAccountsForExport(scene.Asker, scene.EndedBank.Id)),
        [$"{nameof(LinkHistoryStore)}.{nameof(LinkHistoryStore.ListTransactionsForExport)}"] =
            OwnAct(async scene => await scene.Owner.History.ListTransactionsForExport(scene.Asker, scene.EndedBank.Id, TransactionCursor.Newest, 9)),

        [$"{nameof(LinkAttemptStore)}.{nameof(LinkAttemptStore.Begin)}"] =
            OwnAct(async scene => await scene.Linking.Attempts.Begin(scene.Asker, await scene.RepairOfBank())),
        [$"{nameof(LinkAttemptStore)}.{nameof(LinkAttemptStore.Find)}"] =
            OwnAct(async scene => await scene.Linking.Attempts.Find(scene.Asker, scene.AttemptToFinish)),
        [$"{nameof(LinkAttemptStore)}.{nameof(LinkAttemptStore.TakeReply)}"] =
            OwnAct(async scene => await scene.Linking.Attempts.TakeReply(scene.Asker, scene.Linking.Bank.Begun[^1].State)),
        [$"{nameof(LinkAttemptStore)}.{nameof(LinkAttemptStore.Finish)}"] =
            OwnAct(async scene => await scene.Linking.Attempts.Finish(scene.Asker, scene.AttemptToFinish, ["acc-1"])),
        [$"{nameof(LinkAttemptStore)}.{nameof(LinkAttemptStore.GiveUp)}"] =
            OwnAct(async scene => await scene.Linking.Attempts.GiveUp(scene.Asker, scene.AttemptAtBank)),
        [$"{nameof(EgressStore)}.{nameof(EgressStore.List)}"] =
            OwnAct(async scene => await scene.ListCalls()),
        [$"{nameof(LinkSyncStore)}.{nameof(LinkSyncStore.NextManualSync)}"] =
            OwnAct(async scene => await scene.Synced.Runs.NextManualSync(scene.Asker, scene.Synced.LinkId)),
        [$"{nameof(LinkSyncStore)}.{nameof(LinkSyncStore.ListRuns)}"] =
            OwnAct(async scene => await scene.Synced.Runs.ListRuns(scene.Asker, scene.Synced.LinkId, 10)),

        [$"{nameof(StatementAccountStore)}.{nameof(StatementAccountStore.FindByNumber)}"] =
            OwnAct(async scene => (await scene.Owner.StatementAccounts.FindByNumber(scene.Asker, [scene.Part.Statement.Account]))[0]),
        [$"{nameof(StatementAccountStore)}.{nameof(StatementAccountStore.Propose)}"] =
            Read(async scene => await scene.Owner.StatementAccounts.Propose(scene.Asker, scene.StatementWithoutNumber)),
        [$"{nameof(ImportStore)}.{nameof(ImportStore.Preview)}"] =
            OwnAct(async scene => (await scene.Owner.Imports.Preview(scene.Asker, [scene.Part])).Where(preview => preview.KnownRows > 0)),
        [$"{nameof(ImportStore)}.{nameof(ImportStore.Import)}"] =
            OwnAct(async scene => await scene.Owner.Imports.Import(scene.Asker, [scene.Part with { AccountId = null }, scene.Part], 0)),
        [$"{nameof(ImportStore)}.{nameof(ImportStore.List)}"] =
            OwnAct(async scene => await scene.Owner.Imports.List(scene.Asker)),
        [$"{nameof(ImportStore)}.{nameof(ImportStore.Undo)}"] =
            OwnAct(async scene => await scene.Owner.Imports.Undo(scene.Asker, scene.ImportId)),

        [$"{nameof(CsvMappingStore)}.{nameof(CsvMappingStore.Find)}"] =
            OwnAct(async scene => await scene.Mappings.Find(scene.Asker, Scene.Fingerprint)),
        [$"{nameof(CsvMappingStore)}.{nameof(CsvMappingStore.Remember)}"] =
            OwnAct(async scene => await scene.Mappings.Remember(scene.Asker, Scene.Fingerprint, new CsvMapping(), scene.AccountId)),
    };

    /// <summary>Stores that hold nothing of anybody's finances, and why nothing above need run on them.</summary>
    public static readonly IReadOnlyDictionary<Type, string> Exempt = new Dictionary<Type, string>
    {
        [typeof(InstitutionStore)] = "Banks on offer and their configuration: nothing of any member's.",
        [typeof(UserAccountStore)] = "Names and credentials: read before anybody is signed in, to sign them in.",
        [typeof(UserSecretStore)] = "Authenticator secrets: read at sign-in, by people of any role.",
        [typeof(PasskeyStore)] = "Public keys: read at sign-in, by people of any role.",
        [typeof(SessionStore)] = "Sessions of people of any role.",
        [typeof(OutsideSignInStore)] = "Whom a sign-in service knows under which id: read before anybody is signed in.",
        [typeof(OneTimeLinkStore)] = "Setup links and invitations.",
        [typeof(PasswordResetStore)] = "Links to a new password: used before anybody is signed in, told to people of any role.",
        [typeof(AdminActionStore)] = "The audit trail: what administrators did, without a figure.",
        [typeof(InstitutionAdminStore)] = "What administrators decide about banks on offer: nothing of any member's.",
        [typeof(LinkInterventionStore)] = "What administrators do to a link, whatever its member may do: tells whether it was done.",
        [typeof(MembershipStore)] = "What administrators decide about people: names, roles, dates.",
    };

    /// <summary>Public methods that do not take a member, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutMember = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [$"{nameof(TransactionSearch)}.{nameof(TransactionSearch.Find)}"] = "Begun for one member, and run by the row of Begin.",
        [$"{nameof(ChannelProofStore)}.{nameof(ChannelProofStore.TakeToken)}"] = "Comes from a messenger, where nobody is signed in: it finds its member by the token.",
    };

    /// <summary>Null, false, or a list of nothing.</summary>
    public static bool IsNothing(object? answer) =>
        answer is null or false || (answer is IEnumerable list && !list.GetEnumerator().MoveNext());

    private static AccessRow Read(Func<Scene, Task<object?>> call) => new(call, NeedsConsent: true);

    private static AccessRow OwnAct(Func<Scene, Task<object?>> call) => new(call, NeedsConsent: false);

    private static AccessRow OwnChoice(Func<Scene, Task<object?>> call) => new(call, NeedsConsent: false) { IsOwnChoice = true };
}
