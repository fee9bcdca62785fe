using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BankView.Data.Users;

/// <summary>
/// Six-digit codes of authenticator apps (TOTP, RFC 6238: HMAC-SHA-1, steps of 30 seconds), with keys in Base32 (RFC 4648).
/// </summary>
public static class AuthenticatorCode
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int KeySize = 20;
    private const int StepSeconds = 30;

    // A phone's clock may be a step ahead or behind.
    private static readonly long[] Tolerated = [0, -1, 1];

    public static string NewKey() => Encode(RandomNumberGenerator.GetBytes(KeySize));

    /// <summary>The step whose code this is, at <paramref name="now"/> or one step around it; null for a wrong code.</summary>
    public static long? StepOf(string key, string code, DateTimeOffset now)
    {
        var typed = Encoding.ASCII.GetBytes(string.Concat(code.Where(char.IsAsciiDigit)));
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        foreach (var step in Tolerated.Select(offset => current + offset))
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(At(key, step))))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>The code that an app shows at <paramref name="now"/>.</summary>
    public static string At(string key, DateTimeOffset now) => At(key, now.ToUnixTimeSeconds() / StepSeconds);

    // SHA-1 is what every authenticator app speaks; as an HMAC it has no known weakness.
#pragma warning disable CA5350
    private static string At(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(Decode(key), counter);
        var offset = hash[^1] & 0xF;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
#pragma warning restore CA5350

    private static string Encode(byte[] bytes)
    {
        var bits = string.Concat(bytes.Select(value => value.ToString("b8", CultureInfo.InvariantCulture)));
        return string.Concat(bits.Chunk(5).Select(five => Alphabet[Convert.ToInt32(new string(five).PadRight(5, '0'), 2)]));
    }

    private static byte[] Decode(string text)
    {
        var bits = string.Concat(text.Select(letter => Alphabet.IndexOf(letter, StringComparison.Ordinal).ToString("b5", CultureInfo.InvariantCulture)));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }
}
