using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BankView.Data.Channels.WebPush;

/// <summary>
/// The installation's signing key: browsers subscribe to it, and push services carry messages to them only when it signed for them.
/// Source: RFC 8292 (VAPID).
/// </summary>
public sealed class VapidKey
{
    // A push service refuses more than a day; a clock may be some hours off.
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);
    private static readonly string Head = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);

    private readonly byte[] _private;

    private VapidKey(byte[] privateKey)
    {
        _private = privateKey;
        using var key = Open();
        PublicKey = Base64Url.EncodeToString(PushSealing.Point(key));
    }

    /// <summary>What browsers subscribe to: 65 bytes in Base64url.</summary>
    public string PublicKey { get; }

    /// <summary>The value of an <c>Authorization</c> header for a message to this endpoint.</summary>
    /// <param name="contact">Whom the push service can turn to: a <c>mailto:</c> or <c>https:</c> address.</param>
    internal string Authorize(Uri endpoint, string contact, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new
        {
            aud = endpoint.GetLeftPart(UriPartial.Authority),
            exp = (now + Lasts).ToUnixTimeSeconds(),
            sub = contact,
        });
        var signed = $"{Head}.{Base64Url.EncodeToString(claims)}";
        using var key = Open();
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    internal static VapidKey Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(key.ExportPkcs8PrivateKey());
    }

    internal static VapidKey Read(string base64) => new(Convert.FromBase64String(base64));

    /// <summary>To be sealed, and shown to nobody.</summary>
    internal string Write() => Convert.ToBase64String(_private);

    // One for each signature: a key object is not safe for concurrent use, and opening one costs less than a signature.
    private ECDsa Open()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_private, out _);
        return key;
    }
}
