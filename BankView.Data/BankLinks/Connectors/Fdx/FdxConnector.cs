using System.Net;
using System.Runtime.CompilerServices;
using BankView.Data.Institutions;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>
/// Banks that speak FDX, version 6 (Financial Data Exchange): what the large US banks offer by contract. Holds no member's data; tokens that
/// are being rotated live in it for as long as readings under way may need them.
/// </summary>
public sealed class FdxConnector : IConnector
{
    private readonly BankHttp _http;
    private readonly TimeProvider _clock;
    private readonly FdxDiscovery _discovery;
    private readonly FdxTokens _tokens;
    private readonly FdxGrants _grants;
    private readonly FdxRotation _rotation;

    public FdxConnector(BankHttp http, TimeProvider clock)
    {
        (_http, _clock) = (http, clock);
        _discovery = new FdxDiscovery(http, clock);
        _tokens = new FdxTokens(http, clock);
        _grants = new FdxGrants(_tokens, clock);
        _rotation = new FdxRotation(_grants, clock);
    }

    public ConnectorKind Kind => ConnectorKind.Fdx;

    public ConnectorTraits Traits { get; } = new()
    {
        // Banks agree on a figure by contract; this is well below any that is known, and enough for a member who looks often.
        CallsPerDay = 2000,
        ReadEvery = TimeSpan.FromHours(4),
        ReadAgainAfter = TimeSpan.FromMinutes(1),
        MostDaysPerWindow = 366,
        RevokesAtBank = true,
    };

    public IReadOnlyList<SettingField> Fields => FdxSettings.Fields;

    /// <summary>Finds the endpoints, proves this client at the token endpoint with a token that cannot be good, and knocks at the interface.</summary>
    public async Task<ConnectorProblem?> Test(InstitutionSettings institution, CancellationToken cancellation = default)
    {
        try
        {
            var party = await Party(institution, null, null, cancellation);
            var nobody = new FdxCredential { Family = "test", Rotation = 0, AccessToken = "none", RefreshToken = Guid.NewGuid().ToString("N") };
            await _grants.Refresh(party, nobody, cancellation);
            var session = Session(party, new BankAccess
            {
                Institution = institution,
                Credential = nobody.Write(),
                Keep = _ => Task.CompletedTask,
                IsMemberPresent = false,
                UserId = default,
            });
            var response = await session.Send(HttpMethod.Get, "accounts", "accounts", null, cancellation);
            return response.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest ? null
                : new ConnectorProblem(ProblemKind.Misconfigured) { Detail = $"Address does not look like FDX: GET accounts without a token answered {(int)response.Status}." };
        }
        catch (ConnectorException problem)
        {
            return problem.Problem;
        }
    }

    public async Task<LinkStart> Begin(InstitutionSettings institution, LinkRequest request, CancellationToken cancellation = default) =>
        await new FdxAuthorization(_tokens).Begin(await Party(institution, request.UserId, null, cancellation), request, cancellation);

    public async Task<LinkGrant> Complete(
        InstitutionSettings institution, LinkRequest request, LinkReply reply, CancellationToken cancellation = default)
    {
        var party = await Party(institution, request.UserId, null, cancellation);
        var code = FdxAuthorization.CodeIn(party, request, reply);
        var credential = await _grants.Exchange(party, code, request.Kept!, request.ReturnTo, cancellation);
        var session = Session(party, new BankAccess
        {
            Institution = institution,
            Credential = credential.Write(),
            Keep = _ => Task.CompletedTask,
            IsMemberPresent = true,
            UserId = request.UserId,
        });
        return new LinkGrant { Credential = credential.Write(), Consent = await FdxConsents.Read(session, cancellation) };
    }

    public async Task<BankAccountList> ListAccounts(BankAccess access, CancellationToken cancellation = default)
    {
        var reader = new FdxAccounts(await Session(access, cancellation));
        var accounts = await reader.List(withBalances: true, cancellation);
        // Kinds that are not shown need no more than a name.
        await reader.Complete(accounts, accounts.Values.Where(account => account.Kind is not null || account.LacksCurrency())
            .Select(account => account.Id), withBalances: true, cancellation);
        return new BankAccountList([.. accounts.Values], [.. reader.Problems.Distinct()]);
    }

    public async IAsyncEnumerable<SyncPage> Read(
        BankAccess access, SyncRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var session = await Session(access, cancellation);
        await foreach (var page in new FdxReading(session, request).Read(cancellation))
        {
            yield return page;
        }
    }

    public async Task<BankRevocation> Revoke(BankAccess access, CancellationToken cancellation = default)
    {
        await FdxRevocation.Revoke(await Session(access, cancellation), _grants, cancellation);
        return BankRevocation.Confirmed;
    }

    private async Task<FdxSession> Session(BankAccess access, CancellationToken cancellation) =>
        Session(await Party(access.Institution, access.UserId, access.LinkId, cancellation), access);

    private FdxSession Session(FdxParty party, BankAccess access) => new(_http, _rotation, party, access, _clock);

    private async Task<FdxParty> Party(InstitutionSettings institution, UserId? userId, Guid? linkId, CancellationToken cancellation)
    {
        var settings = FdxSettings.Read(institution, _http);
        return new FdxParty(settings, await _discovery.Find(settings, cancellation), userId, linkId);
    }
}
