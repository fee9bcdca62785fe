using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>Tokens that run out, rotate and are refused.</summary>
public class FdxAccessTests : IAsyncLifetime
{
    private FdxBank _bank = null!;
    private Outlet _outlet = null!;
    private FdxConnector _connector = null!;

    public async ValueTask InitializeAsync()
    {
        (_bank, _outlet) = (await FdxBank.Open(), await Outlet.Open());
        _outlet.LocalHosts.Add(new Uri(_bank.Http.Address).Authority);
        _connector = new FdxConnector(_outlet.Http, _outlet.Database.Clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _bank.Http.DisposeAsync();
        await _outlet.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_new_credential_is_kept_before_it_is_used()
    {
        var callsWhenKept = -1;
        string? kept = null;
        var access = _bank.AccessFor(_outlet, keep: text =>
        {
            (kept, callsWhenKept) = (text, _bank.Http.Asked.Count);
            return Task.CompletedTask;
        });
        _bank.Access = "ran out";

        await _connector.ListAccounts(access);

        Assert.Equal("access-1", FdxCredential.Parse(kept!).AccessToken);
        Assert.Equal(callsWhenKept + 1, _bank.Http.Asked.Count);
    }

    [Fact]
    public async Task Who_reads_with_the_same_credential_at_once_refreshes_it_once()
    {
        var kept = 0;
        var access = _bank.AccessFor(_outlet, keep: async _ =>
        {
            Interlocked.Increment(ref kept);
            await Task.Delay(50);
        });
        _bank.Access = "ran out";

        var lists = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _connector.ListAccounts(access)));

        Assert.All(lists, list => Assert.Equal(2, list.Accounts.Count));
        Assert.Equal((1, 1), (_bank.Refreshes, kept));
    }

    [Fact]
    public async Task A_credential_that_could_not_be_kept_is_kept_by_the_next_who_reads()
    {
        var fails = true;
        string? kept = null;
        var access = _bank.AccessFor(_outlet, keep: text => fails ? throw new InvalidOperationException("No disk.") : Task.FromResult(kept = text));
        _bank.Access = "ran out";

        await Assert.ThrowsAsync<InvalidOperationException>(() => _connector.ListAccounts(access));
        fails = false;
        await _connector.ListAccounts(access);

        Assert.Equal(1, _bank.Refreshes);
        Assert.Equal("refresh-1", FdxCredential.Parse(kept!).RefreshToken);
    }

    [Theory]
    [InlineData("REVOKED", ProblemKind.ConsentRevoked)]
    [InlineData("EXPIRED", ProblemKind.ConsentExpired)]
    [InlineData("UNKNOWN", ProblemKind.ReauthRequired)]
    public async Task How_a_consent_ended_is_asked_at_the_bank(string status, ProblemKind kind)
    {
        var access = _bank.AccessFor(_outlet);
        _bank.ConsentStatus = status;

        var problem = (await Assert.ThrowsAsync<ConnectorException>(() => _connector.ListAccounts(access))).Problem;

        Assert.Equal((kind, "Customer not authorized"), (problem.Kind, problem.BankText));
    }

    [Theory]
    [InlineData(401, """{"code": "602", "reason": "CONSENT_REVOKED"}""", ProblemKind.ConsentRevoked, 0)]
    [InlineData(401, """{"error": "consent_expired"}""", ProblemKind.ConsentExpired, 0)]
    [InlineData(403, """{"code": "CONSENT.EXPIRED", "message": "The consent is over"}""", ProblemKind.ConsentExpired, 0)]
    [InlineData(403, """{"code": "602", "message": "Customer not authorized"}""", ProblemKind.ReauthRequired, 0)]
    [InlineData(401, """{"code": "602", "message": "Customer not authorized"}""", ProblemKind.ReauthRequired, 1)]
    [InlineData(401, "<html>Please sign in</html>", ProblemKind.ReauthRequired, 1)]
    public async Task A_401_or_403_says_what_it_is_about_and_only_a_token_that_may_have_run_out_is_exchanged(
        int status, string body, ProblemKind kind, int refreshes)
    {
        _bank.Instead = request => request.Path.Value!.EndsWith("/accounts", StringComparison.Ordinal) ? TestBank.Json(body, status) : null;

        var problem = (await Assert.ThrowsAsync<ConnectorException>(() => _connector.ListAccounts(_bank.AccessFor(_outlet)))).Problem;

        Assert.Equal((kind, refreshes), (problem.Kind, _bank.Refreshes));
        Assert.Equal($"GET accounts answered {status}.", problem.Detail);
    }

    [Theory]
    [InlineData(401, """{"error": "invalid_client"}""", ProblemKind.Misconfigured)]
    [InlineData(403, """{"error": "unauthorized_client"}""", ProblemKind.Misconfigured)]
    [InlineData(429, "{}", ProblemKind.RateLimited)]
    [InlineData(503, "{}", ProblemKind.ProviderDown)]
    public async Task A_token_endpoint_that_refuses_for_another_reason_leaves_the_credential_good(int status, string body, ProblemKind kind)
    {
        var access = _bank.AccessFor(_outlet, keep: _ => throw new InvalidOperationException("There is nothing new to keep."));
        _bank.Access = "ran out";
        _bank.InsteadOfToken = () => TestBank.Json(body, status);
        Assert.Equal(kind, (await Assert.ThrowsAsync<ConnectorException>(() => _connector.ListAccounts(access))).Problem.Kind);

        _bank.InsteadOfToken = () => null;
        Assert.Equal(2, (await _connector.ListAccounts(access with { Keep = _ => Task.CompletedTask })).Accounts.Count);
    }

    [Fact]
    public async Task A_refresh_token_that_is_not_good_means_that_the_member_signs_in_again()
    {
        var access = _bank.AccessFor(_outlet, new FdxCredential { Family = "x", Rotation = 1, AccessToken = "old", RefreshToken = "old" });

        Assert.Equal(ProblemKind.ReauthRequired, (await Assert.ThrowsAsync<ConnectorException>(() => _connector.ListAccounts(access))).Problem.Kind);
        Assert.Equal(1, _bank.Refreshes);
    }

    [Theory]
    [InlineData(true, "USER")]
    [InlineData(false, "BATCH")]
    public async Task A_bank_is_told_that_a_person_waits_only_when_one_does(bool isPresent, string actor)
    {
        await _connector.ListAccounts(_bank.AccessFor(_outlet, isPresent: isPresent));

        var headers = _bank.Http.Headers.Last();
        Assert.Equal(actor, headers["FDX-API-Actor-Type"]);
        Assert.True(Guid.TryParse(headers["x-fapi-interaction-id"], out _));
    }
}
