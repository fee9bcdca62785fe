using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;
using BankView.Data.BankLinks.Connectors.SimpleFin;
using BankView.Data.Institutions;
using BankView.Tests.BankLinks.Connectors;
using BankView.Tests.Testing;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>
/// Whatever a bank does wrong on the way to a link, over real HTTP: a typed problem, nothing of a link, and a way on from there that ends
/// in a whole one.
/// </summary>
public sealed class FaultyLinkingTests : IAsyncLifetime
{
    private Outlet _outlet = null!;
    private Linking _linking = null!;
    private BankAnswers _answers = null!;
    private LinkAttemptStore _attempts = null!;
    private InstitutionSettings _settings = null!;

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>().Where(fault => fault is not Fault.None)];

    public async ValueTask InitializeAsync() => _outlet = await Outlet.Open(new() { Answer = TimeSpan.FromSeconds(1) });

    public ValueTask DisposeAsync() => _outlet.DisposeAsync();

    [Theory, MemberData(nameof(Faults))]
    public async Task A_bank_that_cannot_take_the_question_leaves_the_member_on_the_consent_page(Fault fault)
    {
        var bank = await Open();
        foreach (var path in new[] { "/.well-known", "/bank/par" })
        {
            GoesWrong(bank.Http, fault, path);
            var before = await Count("link_attempts");
            var begun = await Begin();

            // A discovery document that is none is the administrator's to mend.
            Assert.Equal(fault is Fault.OtherJson && path is "/.well-known" ? ProblemKind.Misconfigured : TestBank.Means(fault), begun.Problem!.Kind);
            Assert.Equal((null, before), (begun.AttemptId, await Count("link_attempts")));
            bank.Http.Fault = Fault.None;
            Assert.NotNull((await Begin()).AttemptId);
        }

        await bank.Http.DisposeAsync();
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_bank_that_does_not_exchange_the_code_is_gone_to_again(Fault fault)
    {
        var bank = await Open();
        GoesWrong(bank.Http, fault, "/bank/token");
        var attempt = (await Begin()).AttemptId!.Value;

        Assert.Equal(attempt, await _answers.TakeReply(_outlet.UserId, Reply(bank)));

        Assert.Equal((AttemptStep.Failed, TestBank.Means(fault)), ((await Find(attempt)).Step, (await Find(attempt)).Problem!.Kind));
        Assert.Equal((0, 0), (await Count("bank_links"), await Count("credentials")));
        bank.Http.Fault = Fault.None;
        var again = (await _linking.BeginAgain(_outlet.UserId, attempt, LinkingScene.ReturnTo)).AttemptId!.Value;
        await _answers.TakeReply(_outlet.UserId, Reply(bank));
        await IsWhole(again, "card", "everyday");
        await bank.Http.DisposeAsync();
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_bank_that_does_not_list_the_accounts_is_asked_again_without_a_new_sign_in(Fault fault)
    {
        var bank = await Open();
        GoesWrong(bank.Http, fault, "/fdx");
        var attempt = (await Begin()).AttemptId!.Value;

        await _answers.TakeReply(_outlet.UserId, Reply(bank));

        Assert.Equal((AttemptStep.ChoosingAccounts, TestBank.Means(fault)), ((await Find(attempt)).Step, (await Find(attempt)).Problem!.Kind));
        Assert.Equal(FinishOutcome.NothingChosen, (await _attempts.Finish(_outlet.UserId, attempt, ["card"]))!.Outcome);
        bank.Http.Fault = Fault.None;
        await _answers.FindAccounts(_outlet.UserId, attempt);
        await IsWhole(attempt, "card", "everyday");
        await bank.Http.DisposeAsync();
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_token_that_could_not_be_claimed_is_pasted_again_and_accounts_that_did_not_come_are_asked_for_again(Fault fault)
    {
        var bank = await SimpleFinBank.Open();
        await Offer(bank.Http, bank.Settings, new SimpleFinConnector(_outlet.Http));
        var attempt = (await Begin()).AttemptId!.Value;
        GoesWrong(bank.Http, fault, "/claim");

        await _answers.PasteToken(_outlet.UserId, attempt, bank.Token);
        Assert.Equal((AttemptStep.AtBank, TestBank.Means(fault)), ((await Find(attempt)).Step, (await Find(attempt)).Problem!.Kind));
        GoesWrong(bank.Http, fault, "/simplefin");
        await _answers.PasteToken(_outlet.UserId, attempt, bank.Token);
        Assert.Equal((AttemptStep.ChoosingAccounts, TestBank.Means(fault)), ((await Find(attempt)).Step, (await Find(attempt)).Problem!.Kind));

        bank.Http.Fault = Fault.None;
        await _answers.FindAccounts(_outlet.UserId, attempt);
        await IsWhole(attempt, "CON-1/card%202", "CON-1/ev%2F1");
        await bank.Http.DisposeAsync();
    }

    private static void GoesWrong(TestBank bank, Fault fault, string path) =>
        (bank.Fault, bank.IsFaulty) = (fault, asked => asked.StartsWithSegments(path, StringComparison.Ordinal));

    private async Task<FdxBank> Open()
    {
        var bank = await FdxBank.Open();
        await Offer(bank.Http, bank.Settings(), new FdxConnector(_outlet.Http, _outlet.Database.Clock));
        return bank;
    }

    private async Task Offer(TestBank bank, InstitutionSettings settings, IConnector connector)
    {
        var (database, member, connectors) = (_outlet.Database, _outlet.Member, new InstalledConnectors([connector]));
        _outlet.LocalHosts.Add(new Uri(bank.Address).Authority);
        var institutions = new InstitutionStore(database.Databases, database.MasterKey, database.Clock);
        await institutions.Save(
            new Institution { Id = settings.InstitutionId, Name = settings.Name, Connector = settings.Connector, State = InstitutionState.Offered, Place = 1 },
            settings.Values, settings.Secrets);
        _settings = settings;
        _attempts = new LinkAttemptStore(database.Databases, database.Keys, member.Consents, database.Clock);
        _linking = new Linking(_attempts, institutions, member.Consents, member.Links, connectors, database.Clock);
        _answers = new BankAnswers(_attempts, institutions, connectors);
    }

    private Task<LinkBeginning> Begin() =>
        _linking.Begin(_outlet.UserId, _settings.InstitutionId, AttemptKind.NewLink, LinkingScene.Terms, LinkingScene.ReturnTo);

    private static Dictionary<string, string> Reply(FdxBank bank) =>
        new(StringComparer.Ordinal) { ["state"] = bank.Pushed["state"], ["code"] = bank.Code!, ["iss"] = bank.Issuer };

    private async Task<LinkAttempt> Find(Guid attempt) => (await _attempts.Find(_outlet.UserId, attempt))!;

    private async Task IsWhole(Guid attempt, params string[] accounts)
    {
        Assert.Equal(accounts, (await Find(attempt)).Accounts!.Select(found => found.Account.Id).Order(StringComparer.Ordinal));
        Assert.Equal(FinishOutcome.Done, (await _attempts.Finish(_outlet.UserId, attempt, accounts))!.Outcome);
        Assert.Equal((1, 1, 2), (await Count("bank_links"), await Count("credentials"), await Count("accounts")));
    }

    private async Task<long> Count(string table)
    {
        await using var connection = await _outlet.Database.Databases.Data.Open();
        return await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, $"SELECT count(*) FROM {table}");
    }
}
