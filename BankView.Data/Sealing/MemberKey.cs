using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace BankView.Data.Sealing;

/// <summary>
/// One member's key at work: seals and opens that member's fields (AES-256-GCM, a fresh 96-bit nonce each; NIST SP 800-38D) and
/// makes tags (HMAC-SHA-256). Both keys are derived from the member's own by HKDF (RFC 5869). Safe for concurrent use.
/// </summary>
public sealed class MemberKey
{
    public const int Size = 32;

    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int CipherTagSize = 16;
    private const int Overhead = 1 + NonceSize + CipherTagSize;
    private const int MaxColumnName = 64;

    private readonly ConcurrentBag<AesGcm> _ciphers = [];
    private readonly byte[] _sealingKey;
    private readonly byte[] _taggingKey;
    private readonly UserId _userId;

    public MemberKey(UserId userId, ReadOnlySpan<byte> key)
    {
        _userId = userId;
        _sealingKey = Derive(key, "bankview sealing 1");
        _taggingKey = Derive(key, "bankview tagging 1");
    }

    /// <summary>Seals the fields of one row into one blob.</summary>
    public byte[] Seal(SealedColumn column, Guid rowId, params ReadOnlySpan<string?> fields)
    {
        Span<byte> row = stackalloc byte[16];
        rowId.TryWriteBytes(row, bigEndian: true, out _);
        return Seal(column, row, fields);
    }

    /// <inheritdoc cref="Seal(SealedColumn, Guid, ReadOnlySpan{string})"/>
    public byte[] Seal(SealedColumn column, Tag rowId, params ReadOnlySpan<string?> fields)
    {
        Span<byte> row = stackalloc byte[Tag.Size];
        rowId.Write(row);
        return Seal(column, row, fields);
    }

    /// <summary>Opens the first <paramref name="count"/> fields of a blob.</summary>
    /// <exception cref="CryptographicException">The blob was changed, or sealed for another row, column or member.</exception>
    public string?[] Open(SealedColumn column, Guid rowId, ReadOnlySpan<byte> blob, int count)
    {
        Span<byte> row = stackalloc byte[16];
        rowId.TryWriteBytes(row, bigEndian: true, out _);
        return Open(column, row, blob, count);
    }

    /// <inheritdoc cref="Open(SealedColumn, Guid, ReadOnlySpan{byte}, int)"/>
    public string?[] Open(SealedColumn column, Tag rowId, ReadOnlySpan<byte> blob, int count)
    {
        Span<byte> row = stackalloc byte[Tag.Size];
        rowId.Write(row);
        return Open(column, row, blob, count);
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
        HMACSHA256.HashData(_taggingKey, rented.AsSpan(0, used), hash);
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return Tag.FromBytes(hash[..Tag.Size]);
    }

    private byte[] Seal(SealedColumn column, ReadOnlySpan<byte> rowId, ReadOnlySpan<string?> fields)
    {
        var size = SealedFields.Measure(fields);
        var blob = new byte[Overhead + size];
        blob[0] = Version;
        var nonce = blob.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        var plain = ArrayPool<byte>.Shared.Rent(size);
        SealedFields.Write(fields, plain);
        Span<byte> bound = stackalloc byte[MaxColumnName + 33];
        bound = Bind(column, rowId, bound);
        var cipher = Rent();
        cipher.Encrypt(nonce, plain.AsSpan(0, size), blob.AsSpan(Overhead), blob.AsSpan(1 + NonceSize, CipherTagSize), bound);
        _ciphers.Add(cipher);
        ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        return blob;
    }

    private string?[] Open(SealedColumn column, ReadOnlySpan<byte> rowId, ReadOnlySpan<byte> blob, int count)
    {
        if (blob.Length < Overhead || blob[0] != Version)
        {
            throw new CryptographicException($"A value of {column} is not sealed in a form this version knows.");
        }

        var size = blob.Length - Overhead;
        var plain = ArrayPool<byte>.Shared.Rent(size);
        Span<byte> bound = stackalloc byte[MaxColumnName + 33];
        bound = Bind(column, rowId, bound);
        var cipher = Rent();
        try
        {
            cipher.Decrypt(blob.Slice(1, NonceSize), blob[Overhead..], blob.Slice(1 + NonceSize, CipherTagSize), plain.AsSpan(0, size), bound);
            return SealedFields.Read(plain.AsSpan(0, size), count);
        }
        finally
        {
            _ciphers.Add(cipher);
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    private Span<byte> Bind(SealedColumn column, ReadOnlySpan<byte> rowId, Span<byte> target)
    {
        target[0] = Version;
        _userId.Value.TryWriteBytes(target[1..], bigEndian: true, out _);
        rowId.CopyTo(target[17..]);
        column.Name.CopyTo(target[33..]);
        return target[..(33 + column.Name.Length)];
    }

    // An AesGcm is not safe for concurrent use, and a new one costs as much as the sealing itself: so they are lent out.
    private AesGcm Rent() => _ciphers.TryTake(out var cipher) ? cipher : new AesGcm(_sealingKey, CipherTagSize);

    private static byte[] Derive(ReadOnlySpan<byte> key, string purpose)
    {
        var derived = new byte[Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt: [], info: Encoding.UTF8.GetBytes(purpose));
        return derived;
    }
}
