using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Institutions;

namespace BankView.Tests.Testing;

/// <summary>A member on the way to a link with a bank in memory, step by step as the pages take them.</summary>
internal sealed class LinkingScene
{
    public static readonly Uri ReturnTo = new("https://bankview.example/links/return");

    private LinkingScene(TestDatabase database, TestMember member, MemoryBank bank)
    {
        (Database, Member, Bank) = (database, member, bank);
        var connectors = new InstalledConnectors([bank]);
        Institutions = new InstitutionStore(database.Databases, database.MasterKey, database.Clock);
        Attempts = new LinkAttemptStore(database.Databases, database.Keys, member.Consents, database.Clock);
        Linking = new Linking(Attempts, Institutions, member.Consents, member.Links, connectors, database.Clock);
        Answers = new BankAnswers(Attempts, Institutions, connectors);
        Revocations = new Revocations(database.Databases, database.Keys, connectors, Institutions, database.Clock);
    }

    public TestDatabase Database { get; }

    public TestMember Member { get; }

    public MemoryBank Bank { get; }

    public Institution Institution { get; private set; } = default!;

    public InstitutionStore Institutions { get; }

    public LinkAttemptStore Attempts { get; }

    public Linking Linking { get; }

    public BankAnswers Answers { get; }

    public Revocations Revocations { get; }

    public static LinkTerms Terms { get; } = new()
    {
        Bank = "Alder Bank",
        Clusters = DataCluster.All,
        Purposes = [Purpose.View, Purpose.FraudAlerts],
        Days = 90,
    };

    public static async Task<LinkingScene> Set(TestDatabase database, ConnectorKind kind = ConnectorKind.Fdx) =>
        await Set(await TestMember.Join(database), kind);

    public static async Task<LinkingScene> Set(TestMember member, ConnectorKind kind = ConnectorKind.Fdx)
    {
        var scene = new LinkingScene(member.Database, member, new MemoryBank(kind));
        scene.Institution = new Institution
        {
            Id = Guid.CreateVersion7(),
            Name = "Alder Bank",
            Connector = kind,
            State = InstitutionState.Offered,
            Place = 1,
        };
        await scene.Save(InstitutionState.Offered);
        return scene;
    }

    public Task Save(InstitutionState state) => Institutions.Save(
        Institution with { State = state }, new Dictionary<string, string>(), new Dictionary<string, string>());

    public async Task<Guid> Begin(AttemptKind kind = AttemptKind.NewLink, Guid? linkId = null, LinkTerms? terms = null) =>
        (await Linking.Begin(Member.Id, Institution.Id, kind, terms ?? Terms, ReturnTo, linkId)).AttemptId!.Value;

    /// <summary>The bank's answer to the attempt that began last.</summary>
    public Dictionary<string, string> Reply(string code = "code 1") => new(StringComparer.Ordinal) { ["state"] = Bank.Begun[^1].State, ["code"] = code };

    public async Task<LinkAttempt> Find(Guid id) => (await Attempts.Find(Member.Id, id))!;

    public Task<FinishedLink?> Finish(Guid attempt, params string[] accounts) => Attempts.Finish(Member.Id, attempt, accounts);

    /// <summary>The whole way; the ids of the links made.</summary>
    public async Task<IReadOnlyList<Guid>> Link(params string[] accounts)
    {
        var attempt = await Begin();
        await Answers.TakeReply(Member.Id, Reply($"code of {attempt}"));
        return (await Finish(attempt, accounts))!.Links;
    }

    public async Task<long> Count(string sql)
    {
        await using var connection = await Database.Databases.Data.Open();
        return await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, $"SELECT count(*) FROM {sql}");
    }
}
