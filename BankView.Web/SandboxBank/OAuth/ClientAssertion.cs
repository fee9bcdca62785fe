using System.Security.Cryptography;
using BankView.Web.SandboxBank.Keeping;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BankView.Web.SandboxBank.OAuth;

/// <summary>Checks a company's signed assertion (RFC 7523, section 3): for us, of its own, still good, and seen for the first time.</summary>
internal sealed class ClientAssertion(BankClientStore clients, BankFile file, SandboxBankAddress address, TimeProvider clock)
{
    private const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>Null when it proves nothing.</summary>
    public async Task<BankClient?> Check(string type, string assertion)
    {
        if (!string.Equals(type, Type, StringComparison.Ordinal) || !Handler.CanReadToken(assertion))
        {
            return null;
        }

        var token = Handler.ReadJsonWebToken(assertion);
        if (await clients.Find(token.Issuer) is not { PublicKey: { } pem } client || !string.Equals(token.Subject, client.Id, StringComparison.Ordinal))
        {
            return null;
        }

        using var key = Key(pem);
        var result = await Handler.ValidateTokenAsync(assertion, Rules(client, key));
        return result.IsValid && await IsNew(token) ? client : null;
    }

    private TokenValidationParameters Rules(BankClient client, AsymmetricAlgorithm key) => new()
    {
        ValidIssuer = client.Id,
        ValidAudiences = [address.Issuer, $"{address.Issuer}/token", $"{address.Issuer}/par", $"{address.Issuer}/revoke"],
        // Cached signers would outlive the key they were made with.
        IssuerSigningKey = key is ECDsa curve
            ? new ECDsaSecurityKey(curve) { CryptoProviderFactory = new() { CacheSignatureProviders = false } }
            : new RsaSecurityKey((RSA)key) { CryptoProviderFactory = new() { CacheSignatureProviders = false } },
        ValidAlgorithms = ClientSignIn.Algorithms,
        RequireExpirationTime = true,
        LifetimeValidator = (from, to, _, _) => to > clock.GetUtcNow() && (from is null || from <= clock.GetUtcNow().AddMinutes(1)),
    };

    private async Task<bool> IsNew(JsonWebToken token)
    {
        var (now, until) = (clock.GetUtcNow().ToUnixTimeMilliseconds(), new DateTimeOffset(token.ValidTo).ToUnixTimeMilliseconds());
        await file.Run("DELETE FROM assertions WHERE expires_at <= @now", new { now });
        return token.Id is { Length: > 0 } id
            && await file.Run("INSERT INTO assertions (id, expires_at) VALUES (@id, @until) ON CONFLICT DO NOTHING", new { id, until }) == 1;
    }

    private static AsymmetricAlgorithm Key(string pem)
    {
        var curve = ECDsa.Create();
        try
        {
            curve.ImportFromPem(pem);
            return curve;
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            curve.Dispose();
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa;
        }
    }
}
