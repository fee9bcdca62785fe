using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace BankView.Data.Channels.Messenger;

/// <summary>How the platform signs what it delivers: <c>sha256=</c> and the hexadecimal HMAC-SHA-256 of the raw body under the app's secret.</summary>
public static class MessengerSignature
{
    public const string Header = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    /// <summary>Compared in constant time; false for whatever is no signature.</summary>
    public static bool IsRight(string? header, ReadOnlySpan<byte> body, string appSecret)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body, right);
        return header is not null && header.Length == Prefix.Length + (2 * given.Length) && header.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out _) is OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, right);
    }

    /// <summary>Compares a secret word without telling by the time it takes how much of it was right.</summary>
    public static bool IsSame(string? given, string right) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(right)));
}
