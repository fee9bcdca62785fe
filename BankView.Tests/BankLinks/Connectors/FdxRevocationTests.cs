using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>What is taken back at a bank, and what it confirms.</summary>
public class FdxRevocationTests : IAsyncLifetime
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
    public async Task Taking_back_ends_the_consent_and_both_tokens()
    {
        await _connector.Revoke(_bank.AccessFor(_outlet));

        Assert.Contains("PUT /fdx/v6/consents/consent-1/revocation", _bank.Http.Asked);
        Assert.Equal(["refresh-0", ConnectorContract.Secret], _bank.Revoked);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task What_is_gone_at_the_bank_counts_as_taken_back(int status)
    {
        _bank.Instead = request => request.Path.Value!.EndsWith("/revocation", StringComparison.Ordinal) ? TestBank.Json("{}", status) : null;

        Assert.Equal(BankRevocation.Confirmed, await _connector.Revoke(_bank.AccessFor(_outlet)));
    }

    [Fact]
    public async Task What_a_bank_that_is_down_did_not_confirm_is_not_called_done()
    {
        var access = _bank.AccessFor(_outlet);
        await _connector.ListAccounts(access);
        _bank.Http.Fault = Fault.Down;

        Assert.Equal(ProblemKind.ProviderDown, (await Assert.ThrowsAsync<ConnectorException>(() => _connector.Revoke(access))).Problem.Kind);
    }
}
