using System.Buffers.Text;
using System.Security.Cryptography;

namespace BankView.Data.Channels.WebPush;

/// <summary>Where one browser takes messages, and the keys that messages to it are sealed with (W3C Push API, RFC 8291 section 2).</summary>
public sealed class PushSubscription
{
    internal const int KeySize = 65;
    internal const int SecretSize = 16;

    // Push services use some hundreds of characters.
    private const int LongestEndpoint = 2000;

    private PushSubscription(Uri endpoint, byte[] key, byte[] secret) => (Endpoint, Key, Secret) = (endpoint, key, secret);

    /// <summary>The address at the push service: who knows it and holds the installation's key can send.</summary>
    public Uri Endpoint { get; }

    /// <summary>The browser's public key: a point on P-256, uncompressed.</summary>
    internal byte[] Key { get; }

    /// <summary>What browser and BankView alone know (<c>auth</c>).</summary>
    internal byte[] Secret { get; }

    /// <summary>Reads what a browser says; null for what no browser would: it comes from outside, whoever sent it.</summary>
    /// <param name="key">Base64url, as <c>p256dh</c> has it.</param>
    /// <param name="secret">Base64url, as <c>auth</c> has it.</param>
    public static PushSubscription? Read(string? endpoint, string? key, string? secret) =>
        endpoint is { Length: <= LongestEndpoint } && Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
            && address is { Scheme: "https" or "http", UserInfo: "", Fragment: "" }
            && Decode(key, KeySize) is { } point && IsOnCurve(point) && Decode(secret, SecretSize) is { } auth
            ? new(address, point, auth)
            : null;

    /// <summary>What <see cref="ToAddress"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static PushSubscription FromAddress(string address) =>
        address.Split(' ') is [var endpoint, var key, var secret] && Read(endpoint, key, secret) is { } subscription
            ? subscription
            : throw new FormatException("That is no address of a browser.");

    /// <summary>All of it as a channel's address; the same subscription has one spelling.</summary>
    public string ToAddress() => $"{Endpoint.AbsoluteUri} {Base64Url.EncodeToString(Key)} {Base64Url.EncodeToString(Secret)}";

    internal static ECParameters Parameters(ReadOnlySpan<byte> point) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() },
    };

    private static byte[]? Decode(string? text, int size)
    {
        var bytes = new byte[size + 1];
        return text is { Length: < 100 } && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var length) && length == size
            ? bytes[..size]
            : null;
    }

    // A point beside the curve would let the answer tell about the key that is multiplied with it.
    private static bool IsOnCurve(byte[] point)
    {
        const byte uncompressed = 4;
        if (point[0] != uncompressed)
        {
            return false;
        }

        try
        {
            using var key = ECDiffieHellman.Create(Parameters(point));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
