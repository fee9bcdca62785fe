using System.Security.Cryptography;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;
using BankView.Data.Consents;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>How BankView proves to a bank who asks (private_key_jwt): with each algorithm that banks of FDX take, as the bank says it takes it.</summary>
public sealed class FdxSigningTests : IAsyncLifetime, IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly List<JsonWebToken> _seen = [];
    private FdxBank _bank = null!;
    private Outlet _outlet = null!;

    public async ValueTask InitializeAsync()
    {
        (_bank, _outlet) = (await FdxBank.Open(), await Outlet.Open());
        _outlet.LocalHosts.Add(new Uri(_bank.Http.Address).Authority);
        (_bank.RequiresSecret, _bank.IsGoodAssertion) = (false, IsGood);
    }

    public async ValueTask DisposeAsync()
    {
        await _bank.Http.DisposeAsync();
        await _outlet.DisposeAsync();
        Dispose();
    }

    public void Dispose()
    {
        _rsa.Dispose();
        _curve.Dispose();
    }

    [Theory]
    [InlineData("rsa", "", "PS256")]
    [InlineData("rsa", "PS256 RS256", "PS256")]
    [InlineData("rsa", "RS256 ES256", "RS256")]
    [InlineData("rsa", "ES256 PS256", "PS256")]
    [InlineData("curve", "", "ES256")]
    [InlineData("curve", "RS256 ES256", "ES256")]
    public async Task An_assertion_is_signed_as_the_bank_says_it_takes_it(string key, string taken, string algorithm)
    {
        _bank.SigningAlgorithms = taken.Length == 0 ? null : taken.Split(' ');

        await Begin(key is "rsa" ? _rsa.ExportPkcs8PrivateKeyPem() : _curve.ExportPkcs8PrivateKeyPem());

        var assertion = Assert.Single(_seen);
        Assert.Equal((algorithm, "key-7", "bankview", "bankview"), (assertion.Alg, assertion.Kid, assertion.Issuer, assertion.Subject));
        Assert.Equal([$"{_bank.Issuer}/token"], assertion.Audiences);
        Assert.NotEmpty(assertion.Id);
    }

    [Theory]
    [InlineData("rsa", "ES256", "PrivateKey signs with PS256 or RS256, which the token endpoint does not take.")]
    [InlineData("curve", "PS256 RS256", "PrivateKey signs with ES256, which the token endpoint does not take.")]
    [InlineData("other curve", "", "PrivateKey is no RSA or P-256 key in PEM.")]
    [InlineData("nonsense", "", "PrivateKey is no RSA or P-256 key in PEM.")]
    public async Task A_key_that_the_bank_cannot_take_is_told_to_whoever_configures_it_and_sent_nowhere(string key, string taken, string told)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        _bank.SigningAlgorithms = taken.Length == 0 ? null : taken.Split(' ');
        var pem = key switch
        {
            "rsa" => _rsa.ExportPkcs8PrivateKeyPem(),
            "curve" => _curve.ExportPkcs8PrivateKeyPem(),
            "other curve" => other.ExportPkcs8PrivateKeyPem(),
            _ => "-----BEGIN NONSENSE-----",
        };

        var problem = (await Assert.ThrowsAsync<ConnectorException>(() => Begin(pem))).Problem;

        Assert.Equal((ProblemKind.Misconfigured, told), (problem.Kind, problem.Detail));
        Assert.DoesNotContain(_bank.Http.Asked, call => call.StartsWith("POST", StringComparison.Ordinal));
    }

    private Task<LinkStart> Begin(string pem) => new FdxConnector(_outlet.Http, TimeProvider.System).Begin(
        _bank.Settings(more: new() { ["KeyId"] = "key-7" }, secrets: new() { ["PrivateKey"] = pem }),
        SimpleFinBank.Request(_outlet) with { Clusters = DataCluster.All });

    private bool IsGood(string assertion)
    {
        SecurityKey[] keys = [new RsaSecurityKey(_rsa), new ECDsaSecurityKey(_curve)];
        _seen.Add(new JsonWebToken(assertion));
        return new JsonWebTokenHandler().ValidateTokenAsync(assertion, new()
        {
            ValidIssuer = "bankview",
            ValidAudience = $"{_bank.Issuer}/token",
            IssuerSigningKeys = keys,
            ValidAlgorithms = _bank.SigningAlgorithms,
        }).GetAwaiter().GetResult().IsValid;
    }
}
