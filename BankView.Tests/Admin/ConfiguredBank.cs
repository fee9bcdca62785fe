using BankView.Data.BankLinks.Connectors;
using BankView.Data.Institutions;

namespace BankView.Tests.Admin;

/// <summary>A protocol with fields of every form, whose bank accepts one client id and answers any other in words of its own.</summary>
internal sealed class ConfiguredBank : IConnector
{
    public const string GoodClient = "client-that-works";
    public const string BankText = "Sehr geehrter Kunde Canaris, Ihr Schliessfach";

    public ConnectorKind Kind => ConnectorKind.Fdx;

    public ConnectorTraits Traits { get; } = new()
    {
        CallsPerDay = 24,
        ReadEvery = TimeSpan.FromHours(6),
        ReadAgainAfter = TimeSpan.FromMinutes(15),
        MostDaysPerWindow = 365,
        RevokesAtBank = true,
    };

    public IReadOnlyList<SettingField> Fields { get; } =
    [
        new("Address", SettingForm.Address, IsRequired: true),
        new("ClientId", SettingForm.Text, IsRequired: true),
        new("ClientSecret", SettingForm.Text, IsRequired: true, IsSecret: true),
        new("PrivateKey", SettingForm.Lines, IsSecret: true),
    ];

    public Task<ConnectorProblem?> Test(InstitutionSettings institution, CancellationToken cancellation = default) =>
        Task.FromResult(institution.Values["ClientId"] is GoodClient && institution.Secrets["ClientSecret"].Length > 0
            ? null
            : new ConnectorProblem(ProblemKind.Misconfigured) { Detail = "The token endpoint answered 401.", BankText = BankText });

    public Task<LinkStart> Begin(InstitutionSettings institution, LinkRequest request, CancellationToken cancellation = default) => throw Untried();

    public Task<LinkGrant> Complete(InstitutionSettings institution, LinkRequest request, LinkReply reply, CancellationToken cancellation = default) =>
        throw Untried();

    public Task<BankAccountList> ListAccounts(BankAccess access, CancellationToken cancellation = default) => throw Untried();

    public IAsyncEnumerable<SyncPage> Read(BankAccess access, SyncRequest request, CancellationToken cancellation = default) => throw Untried();

    public Task<BankRevocation> Revoke(BankAccess access, CancellationToken cancellation = default) => throw Untried();

    private static InvalidOperationException Untried() => new("This bank is configured and for nothing else.");
}
