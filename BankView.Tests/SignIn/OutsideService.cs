using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BankView.Tests.SignIn;

/// <summary>A small OpenID Connect service that signs anyone in as <see cref="Subject"/>, over real HTTP.</summary>
internal sealed class OutsideService : IAsyncDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly WebApplication _app;
    private string? _nonce;

    private OutsideService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = Address,
            authorization_endpoint = $"{Address}/authorize",
            token_endpoint = $"{Address}/token",
            jwks_uri = $"{Address}/keys",
        });
        _app.MapGet("/keys", () => new { keys = new[] { PublicKey() } });
        _app.MapGet("/authorize", (string redirect_uri, string state, string nonce, string code_challenge_method) =>
        {
            _nonce = nonce;
            return Results.Redirect($"{redirect_uri}?code=once&state={Uri.EscapeDataString(state)}&m={code_challenge_method}");
        });
        _app.MapPost("/token", () => new { access_token = "unused", token_type = "Bearer", id_token = IdToken() });
    }

    public string Address => _app.Urls.First();

    public string Subject { get; set; } = "robin-there";

    public static async Task<OutsideService> Start()
    {
        var service = new OutsideService();
        await service._app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private object PublicKey()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", kid = "k", use = "sig", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
    }

    private string IdToken() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address,
        Audience = "bankview",
        Subject = new ClaimsIdentity([new("sub", Subject), new("nonce", _nonce!)]),
        SigningCredentials = new(new RsaSecurityKey(_key) { KeyId = "k" }, SecurityAlgorithms.RsaSha256),
    });
}
