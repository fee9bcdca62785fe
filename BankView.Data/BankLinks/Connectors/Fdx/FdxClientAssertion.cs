using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>Proves to a bank that it is this installation that asks: a JWT signed with its private key (RFC 7523).</summary>
internal static class FdxClientAssertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // FAPI, which FDX builds on, wants PS256; RS256 is for banks that say they take nothing better.
    private static readonly string[] OfRsa = ["PS256", "RS256"];
    private static readonly string[] OfCurve = ["ES256"];

    /// <param name="now">The time by the clock that the bank will check with.</param>
    /// <exception cref="ConnectorException">The private key is none that can sign this, or not in a way that the bank takes.</exception>
    public static string Sign(FdxSettings settings, FdxEndpoints endpoints, DateTimeOffset now)
    {
        using var rsa = Import(settings.PrivateKey!, RSA.Create());
        using var ec = rsa is null ? Import(settings.PrivateKey!, ECDsa.Create()) : null;
        var algorithm = Algorithm(endpoints, rsa is not null ? OfRsa : ec is { KeySize: 256 } ? OfCurve
            : throw new ConnectorException(ProblemKind.Misconfigured, "PrivateKey is no RSA or P-256 key in PEM."));
        var header = new Dictionary<string, object> { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (settings.KeyId is { } keyId)
        {
            header["kid"] = keyId;
        }

        var claims = new Dictionary<string, object>
        {
            ["iss"] = settings.ClientId,
            ["sub"] = settings.ClientId,
            // The token endpoint's address is taken at every endpoint that takes an assertion (RFC 9126, section 2).
            ["aud"] = endpoints.Token.AbsoluteUri,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(4).ToUnixTimeSeconds(),
        };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = rsa is null
            ? ec!.SignData(bytes, HashAlgorithmName.SHA256)
            : rsa.SignData(bytes, HashAlgorithmName.SHA256, algorithm is "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    // A bank that does not say what it takes gets the best that the key can do.
    private static string Algorithm(FdxEndpoints endpoints, string[] possible) => endpoints.SigningAlgorithms is not { } known ? possible[0]
        : Array.Find(possible, known.Contains) ?? throw new ConnectorException(
            ProblemKind.Misconfigured, $"PrivateKey signs with {string.Join(" or ", possible)}, which the token endpoint does not take.");

    private static T? Import<T>(string pem, T key)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            // Of another kind, or no key: the caller tries the other kind and tells.
            key.Dispose();
            return null;
        }
    }

    private static string Encode(Dictionary<string, object> part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
