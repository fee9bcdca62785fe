using BankView.Data.BankLinks.Connectors;
using BankView.Data.Egress;
using BankView.Data.Institutions;
using BankView.Web.SandboxBank.Keeping;
using BankView.Web.Shell;

namespace BankView.Web.SandboxBank.Offering;

/// <summary>
/// BankView's side of the arrangement, which an administrator makes by hand with a real bank: registers BankView at Sandbox Bank and puts
/// the bank among the institutions. What an administrator changed there (state, place, name) stays. Where the bank is off after it was
/// on, it is paused, and offered again when it is back.
/// </summary>
internal sealed class SandboxBankOffer(
    SandboxBankAddress address, BankClientStore clients, InstitutionStore institutions, LocalHosts localHosts, IConfiguration configuration) : IHostedLifecycleService
{
    /// <summary>The same in every installation.</summary>
    public static readonly Guid InstitutionId = new("0199b0c4-6f00-7000-8000-5a6d0b0ba4c1");

    private const string ClientId = "bankview";
    private const string SecretName = "ClientSecret";

    // Stands among the settings, so that a pause by an administrator is not taken for one of these.
    private const string TurnedOff = "TurnedOff";

    private static readonly Institution Offer = new()
    {
        Id = InstitutionId,
        Name = "Sandbox Bank",
        Connector = ConnectorKind.Fdx,
        State = InstitutionState.Offered,
        Place = 1_000,
        Note = "A bank to try BankView with. No real money.",
    };

    // Once the server listens and says where, and before anybody is told that it has started.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var institution = await institutions.Find(InstitutionId) ?? Offer;
        if (address.LocalHost is not { } host)
        {
            await Pause(institution);
            return;
        }

        // The bank stands on this machine, where calls go to nobody who is not listed. A withdrawn one has accesses to take back.
        localHosts.Add(host);
        if (institution.State is InstitutionState.Withdrawn)
        {
            return;
        }

        var (kept, client) = (await institutions.OpenSettings(InstitutionId), await clients.Find(ClientId));
        var known = kept?.Secrets.GetValueOrDefault(SecretName);
        var secret = known is not null && string.Equals(client?.SecretHash, BankFile.HashOf(known), StringComparison.Ordinal)
            ? known
            : BankFile.NewSecret();
        await clients.Register(new()
        {
            Id = ClientId,
            Name = "BankView",
            SecretHash = BankFile.HashOf(secret),
            PublicKey = configuration["SandboxBank:ClientPublicKey"],
            ReturnAddresses = [.. address.Sites.Select(site => new Uri(site, Urls.LinkReturn).AbsoluteUri)],
        });
        var values = new Dictionary<string, string>(kept?.Values ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            ["Address"] = address.Api,
            ["Issuer"] = address.Issuer,
            ["ClientId"] = ClientId,
        };
        var isBack = values.Remove(TurnedOff) && institution.State is InstitutionState.Paused;
        await institutions.Save(isBack ? institution with { State = InstitutionState.Offered } : institution, values,
            new Dictionary<string, string>(StringComparer.Ordinal) { [SecretName] = secret });
    }

    private async Task Pause(Institution institution)
    {
        if (institution.State is InstitutionState.Offered && await institutions.OpenSettings(InstitutionId) is { } kept)
        {
            var values = new Dictionary<string, string>(kept.Values, StringComparer.Ordinal) { [TurnedOff] = "true" };
            await institutions.Save(institution with { State = InstitutionState.Paused }, values, new Dictionary<string, string>(StringComparer.Ordinal));
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
