using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace BankView.Data.Sealing;

/// <summary>
/// One member's key at work: seals and opens that member's fields (<see cref="FieldCipher"/>) and makes tags (HMAC-SHA-256). Both
/// keys are derived from the member's own by HKDF (RFC 5869). Safe for concurrent use.
/// </summary>
public sealed class MemberKey
{
    public const int Size = 32;

    private readonly MemberKey? _installation;
    private readonly FieldCipher _cipher;
    private readonly byte[] _taggingKey;

    // Setting one up costs more than the hash of a row, and one is not safe for concurrent use: so they are lent out.
    private readonly ConcurrentBag<IncrementalHash> _taggings = [];

    public MemberKey(UserId userId, ReadOnlySpan<byte> key, MemberKey? installation = null)
    {
        _installation = installation;
        _cipher = new FieldCipher(userId, Derive(key, "bankview sealing 1"));
        _taggingKey = Derive(key, "bankview tagging 1");
    }

    /// <summary>Seals the fields of one row into one blob.</summary>
    public byte[] Seal(SealedColumn column, Guid rowId, params ReadOnlySpan<string?> fields)
    {
        Span<byte> row = stackalloc byte[16];
        rowId.TryWriteBytes(row, bigEndian: true, out _);
        return _cipher.Seal(column, row, fields);
    }

    /// <inheritdoc cref="Seal(SealedColumn, Guid, ReadOnlySpan{string})"/>
    public byte[] Seal(SealedColumn column, Tag rowId, params ReadOnlySpan<string?> fields)
    {
        Span<byte> row = stackalloc byte[Tag.Size];
        rowId.Write(row);
        return _cipher.Seal(column, row, fields);
    }

    /// <summary>Opens the first <paramref name="count"/> fields of a blob.</summary>
    /// <exception cref="CryptographicException">The blob was changed, or sealed for another row, column or member.</exception>
    public string?[] Open(SealedColumn column, Guid rowId, ReadOnlySpan<byte> blob, int count)
    {
        Span<byte> row = stackalloc byte[16];
        rowId.TryWriteBytes(row, bigEndian: true, out _);
        return _cipher.Open(column, row, blob, count);
    }

    /// <inheritdoc cref="Open(SealedColumn, Guid, ReadOnlySpan{byte}, int)"/>
    public string?[] Open(SealedColumn column, Tag rowId, ReadOnlySpan<byte> blob, int count)
    {
        Span<byte> row = stackalloc byte[Tag.Size];
        rowId.Write(row);
        return _cipher.Open(column, row, blob, count);
    }

    /// <summary>Seals bytes that are no fields: what is searched as it lies.</summary>
    public byte[] SealBytes(SealedColumn column, Guid rowId, ReadOnlySpan<byte> plain)
    {
        Span<byte> row = stackalloc byte[16];
        rowId.TryWriteBytes(row, bigEndian: true, out _);
        return _cipher.Seal(column, row, plain);
    }

    /// <summary>Opens sealed bytes in the blob's own place, which then is no blob any more.</summary>
    /// <exception cref="CryptographicException">The blob was changed, or sealed for another row, column or member.</exception>
    public ReadOnlyMemory<byte> OpenBytes(SealedColumn column, Guid rowId, byte[] blob)
    {
        Span<byte> row = stackalloc byte[16];
        rowId.TryWriteBytes(row, bigEndian: true, out _);
        return _cipher.OpenInPlace(column, row, blob);
    }

    /// <summary>The tag of a text; <paramref name="kind"/> keeps tags of different meaning apart ("merchant", "transaction").</summary>
    public Tag TagOf(string kind, string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(kind.Length + 1 + text.Length);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var used = Encoding.UTF8.GetBytes(kind, rented);
        rented[used++] = 0;
        used += Encoding.UTF8.GetBytes(text, rented.AsSpan(used));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var tagging = _taggings.TryTake(out var lent) ? lent : IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _taggingKey);
        tagging.AppendData(rented, 0, used);
        tagging.GetHashAndReset(hash);
        _taggings.Add(tagging);
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return Tag.FromBytes(hash[..Tag.Size]);
    }

    /// <summary>
    /// The tag of a text under the installation's key: for what members of one installation must find equal without telling it. Without
    /// that key it says nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">This key was made outside an installation.</exception>
    public Tag SharedTagOf(string kind, string text) =>
        (_installation ?? throw new InvalidOperationException("This key belongs to no installation.")).TagOf(kind, text);

    private static byte[] Derive(ReadOnlySpan<byte> key, string purpose)
    {
        var derived = new byte[Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt: [], info: Encoding.UTF8.GetBytes(purpose));
        return derived;
    }
}
