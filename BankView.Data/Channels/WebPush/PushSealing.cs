using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BankView.Data.Channels.WebPush;

/// <summary>
/// Seals a message for one browser: the push service that carries it learns nothing of it but its length, and that is always the same.
/// Source: RFC 8291 (keys), RFC 8188 (the "aes128gcm" form, here of one record).
/// </summary>
internal static class PushSealing
{
    /// <summary>The longest message. Push services take 4,096 bytes at least and hardly more (RFC 8291 section 4).</summary>
    public const int MostBytes = 3000;

    private const int SaltSize = 16;
    private const int NonceSize = 12;
    private const int CipherTagSize = 16;
    private const int RecordSize = 4096;
    private const byte LastRecord = 2;

    /// <exception cref="ArgumentOutOfRangeException">It is longer than <see cref="MostBytes"/>.</exception>
    public static byte[] Seal(PushSubscription browser, ReadOnlySpan<byte> message)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Seal(browser, message, MostBytes, own, RandomNumberGenerator.GetBytes(SaltSize));
    }

    /// <param name="length">What the message is padded to, in bytes.</param>
    /// <param name="own">A key pair for this message alone.</param>
    internal static byte[] Seal(PushSubscription browser, ReadOnlySpan<byte> message, int length, ECDiffieHellman own, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, message.Length);
        var ownKey = Point(own);
        var (key, nonce) = Derive(browser, own, ownKey, salt);

        // Salt, record size, length of the key that follows, key; then the message, the mark of the last record, and zeros.
        var body = new byte[SaltSize + 4 + 1 + ownKey.Length + length + 1 + CipherTagSize];
        salt.CopyTo(body);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(SaltSize), RecordSize);
        body[SaltSize + 4] = (byte)ownKey.Length;
        ownKey.CopyTo(body, SaltSize + 5);

        var plain = new byte[length + 1];
        message.CopyTo(plain);
        plain[message.Length] = LastRecord;
        using var cipher = new AesGcm(key, CipherTagSize);
        var record = body.AsSpan(SaltSize + 5 + ownKey.Length);
        cipher.Encrypt(nonce, plain, record[..plain.Length], record[plain.Length..]);
        return body;
    }

    /// <summary>A public key as 65 bytes: 4, X, Y.</summary>
    internal static byte[] Point(ECAlgorithm key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. q.X!, .. q.Y!];
    }

    private static (byte[] Key, byte[] Nonce) Derive(PushSubscription browser, ECDiffieHellman own, byte[] ownKey, ReadOnlySpan<byte> salt)
    {
        using var theirs = ECDiffieHellman.Create(PushSubscription.Parameters(browser.Key));
        using var theirKey = theirs.PublicKey;
        byte[] info = [.. "WebPush: info\0"u8, .. browser.Key, .. ownKey];
        var shared = HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(theirKey), 32, browser.Secret, info);
        var saltBytes = salt.ToArray();
        return (
            HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 16, saltBytes, "Content-Encoding: aes128gcm\0"u8.ToArray()),
            HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, NonceSize, saltBytes, "Content-Encoding: nonce\0"u8.ToArray()));
    }
}
