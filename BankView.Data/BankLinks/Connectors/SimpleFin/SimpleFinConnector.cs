using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using BankView.Data.Institutions;

namespace BankView.Data.BankLinks.Connectors.SimpleFin;

/// <summary>
/// SimpleFIN, versions 1 and 2: a member pastes a token of a server (the Bridge, or another), which is claimed once for an address with name
/// and password. One of those reaches several banks. Source: the SimpleFIN protocol document.
/// </summary>
public sealed class SimpleFinConnector(BankHttp http) : IConnector
{
    public ConnectorKind Kind => ConnectorKind.SimpleFin;

    public ConnectorTraits Traits { get; } = new()
    {
        // The Bridge's own limit; it fetches from the banks about once a day, so more would bring nothing.
        CallsPerDay = 24,
        ReadEvery = TimeSpan.FromHours(6),
        ReadAgainAfter = TimeSpan.FromHours(1),
        MostDaysPerWindow = SimpleFinReading.MostDays,
        RevokesAtBank = false,
    };

    public IReadOnlyList<SettingField> Fields => SimpleFinSettings.Fields;

    /// <summary>Asks the server for what it says about itself; without a token nothing more can be tried.</summary>
    public async Task<ConnectorProblem?> Test(InstitutionSettings institution, CancellationToken cancellation = default)
    {
        try
        {
            var settings = SimpleFinSettings.Read(institution, http);
            using var request = new HttpRequestMessage(HttpMethod.Get, settings.Address);
            var response = await http.Send(request, settings.Call("create", null, null), cancellation);
            return (int)response.Status < 500 && response.Status is not HttpStatusCode.NotFound ? null
                : new ConnectorProblem(ProblemKind.Misconfigured) { Detail = $"Address answered {(int)response.Status}." };
        }
        catch (ConnectorException problem)
        {
            return problem.Problem;
        }
    }

    public Task<LinkStart> Begin(InstitutionSettings institution, LinkRequest request, CancellationToken cancellation = default) =>
        Task.FromResult<LinkStart>(new LinkStart.PasteToken(SimpleFinSettings.Read(institution, http).Address));

    public async Task<LinkGrant> Complete(
        InstitutionSettings institution, LinkRequest request, LinkReply reply, CancellationToken cancellation = default)
    {
        var settings = SimpleFinSettings.Read(institution, http);
        var claim = SimpleFinAddress.FromToken(reply.Token, settings, http)
            ?? throw new ConnectorException(ProblemKind.NoToken, "What was pasted is no token of this server.");
        // An empty body, so that its length is sent as zero.
        using var post = new HttpRequestMessage(HttpMethod.Post, claim) { Content = new ByteArrayContent([]) };
        // A claim that reached the server is used up: it is not broken off because nobody waits any more.
        cancellation.ThrowIfCancellationRequested();
        var response = await http.Send(post, settings.Call("claim/{token}", request.UserId, null), CancellationToken.None);
        if (response.Status is HttpStatusCode.Forbidden)
        {
            throw new ConnectorException(ProblemKind.TokenCompromised, "The token was never valid, or somebody claimed it before.");
        }

        var access = response.IsSuccess ? SimpleFinAddress.ReadAccess(Encoding.UTF8.GetString(response.Body), settings, http)
            : throw SimpleFinErrors.From(response);
        return new LinkGrant
        {
            Credential = access ?? throw new ConnectorException(ProblemKind.ProviderDown, "POST claim/{token} answered no access address of this server."),
        };
    }

    public async Task<BankAccountList> ListAccounts(BankAccess access, CancellationToken cancellation = default)
    {
        var answer = await Reading(access).Ask("balances-only=1", cancellation);
        return new BankAccountList([.. answer.Accounts.Select(found => found.Account)], answer.Problems);
    }

    public async IAsyncEnumerable<SyncPage> Read(
        BankAccess access, SyncRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var page in Reading(access).Read(request, cancellation))
        {
            yield return page;
        }
    }

    /// <summary>There is no such call: the member disables the access at the server.</summary>
    public Task<BankRevocation> Revoke(BankAccess access, CancellationToken cancellation = default) =>
        Task.FromResult(BankRevocation.ManualAtProvider);

    private SimpleFinReading Reading(BankAccess access) => new(http, SimpleFinSettings.Read(access.Institution, http), access);
}
