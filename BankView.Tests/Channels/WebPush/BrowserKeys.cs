using System.Buffers.Text;
using System.Security.Cryptography;
using BankView.Data.Channels.WebPush;

namespace BankView.Tests.Channels.WebPush;

/// <summary>
/// A browser's side of a subscription: it opens what was sealed for it. Written from the standards' sentences with the bare HMAC, and
/// shares no line with what seals.
/// </summary>
internal sealed class BrowserKeys : IDisposable
{
    private const string Endpoint = "https://push.example/send/1";

    private readonly ECDiffieHellman _key;
    private readonly byte[] _auth;

    public BrowserKeys()
        : this(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16))
    {
    }

    public BrowserKeys(ECDiffieHellman key, byte[] auth) => (_key, _auth) = (key, auth);

    public string Key => Base64Url.EncodeToString(Point(_key.ExportParameters(false)));

    public string Auth => Base64Url.EncodeToString(_auth);

    public PushSubscription Subscription(string endpoint = Endpoint) => PushSubscription.Read(endpoint, Key, Auth)!;

    public byte[] Open(byte[] body)
    {
        var (salt, keyLength) = (body[..16], body[20]);
        var size = (body[16] << 24) | (body[17] << 16) | (body[18] << 8) | body[19];
        var (sender, record) = (body[21..(21 + keyLength)], body[(21 + keyLength)..]);
        Assert.True(record.Length < size, "More than one record.");

        using var theirs = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
        });
        var shared = _key.DeriveRawSecretAgreement(theirs.PublicKey);
        var material = Expand(HMACSHA256.HashData(_auth, shared), [.. "WebPush: info\0"u8, .. Point(_key.ExportParameters(false)), .. sender], 32);
        var extracted = HMACSHA256.HashData(salt, material);
        var plain = new byte[record.Length - 16];
        using var cipher = new AesGcm(Expand(extracted, [.. "Content-Encoding: aes128gcm\0"u8], 16), 16);
        cipher.Decrypt(Expand(extracted, [.. "Content-Encoding: nonce\0"u8], 12), record[..^16], record[^16..], plain);

        var end = Array.FindLastIndex(plain, value => value != 0);
        Assert.Equal(2, plain[end]);
        return plain[..end];
    }

    public void Dispose() => _key.Dispose();

    private static byte[] Expand(byte[] key, byte[] info, int length) => HMACSHA256.HashData(key, (byte[])[.. info, 1])[..length];

    private static byte[] Point(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];
}
