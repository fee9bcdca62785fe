using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace BankView.Data.Sealing;

/// <summary>
/// Seals and opens the fields of one member's rows: AES-256-GCM with a fresh 96-bit nonce each (NIST SP 800-38D), bound to member,
/// row and column. Safe for concurrent use.
/// </summary>
internal sealed class FieldCipher(UserId userId, byte[] key)
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int CipherTagSize = 16;
    private const int Overhead = 1 + NonceSize + CipherTagSize;
    private const int MaxColumnName = 64;

    private readonly ConcurrentBag<AesGcm> _ciphers = [];

    public byte[] Seal(SealedColumn column, ReadOnlySpan<byte> rowId, ReadOnlySpan<string?> fields)
    {
        var size = SealedFields.Measure(fields);
        var plain = ArrayPool<byte>.Shared.Rent(size);
        SealedFields.Write(fields, plain);
        var blob = Seal(column, rowId, plain.AsSpan(0, size));
        ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        return blob;
    }

    public byte[] Seal(SealedColumn column, ReadOnlySpan<byte> rowId, ReadOnlySpan<byte> plain)
    {
        var blob = new byte[Overhead + plain.Length];
        blob[0] = Version;
        var nonce = blob.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> bound = stackalloc byte[MaxColumnName + 33];
        bound = Bind(column, rowId, bound);
        var cipher = Rent();
        cipher.Encrypt(nonce, plain, blob.AsSpan(Overhead), blob.AsSpan(1 + NonceSize, CipherTagSize), bound);
        _ciphers.Add(cipher);
        return blob;
    }

    /// <exception cref="CryptographicException">The blob was changed, or sealed for another row, column or member.</exception>
    public string?[] Open(SealedColumn column, ReadOnlySpan<byte> rowId, ReadOnlySpan<byte> blob, int count)
    {
        var size = Math.Max(0, blob.Length - Overhead);
        var plain = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Open(column, rowId, blob, plain.AsSpan(0, size));
            return SealedFields.Read(plain.AsSpan(0, size), count);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    /// <summary>Opens a blob where it lies: what was sealed takes the place of the blob, and no copy is made.</summary>
    /// <inheritdoc cref="Open(SealedColumn, ReadOnlySpan{byte}, ReadOnlySpan{byte}, int)" path="/exception"/>
    public ReadOnlyMemory<byte> OpenInPlace(SealedColumn column, ReadOnlySpan<byte> rowId, byte[] blob)
    {
        Open(column, rowId, blob, blob.AsSpan(Math.Min(Overhead, blob.Length)));
        return blob.AsMemory(Overhead);
    }

    private void Open(SealedColumn column, ReadOnlySpan<byte> rowId, ReadOnlySpan<byte> blob, Span<byte> plain)
    {
        if (blob.Length < Overhead || blob[0] != Version)
        {
            throw new CryptographicException($"A value of {column} is not sealed in a form this version knows.");
        }

        Span<byte> bound = stackalloc byte[MaxColumnName + 33];
        bound = Bind(column, rowId, bound);
        var cipher = Rent();
        try
        {
            cipher.Decrypt(blob.Slice(1, NonceSize), blob[Overhead..], blob.Slice(1 + NonceSize, CipherTagSize), plain, bound);
        }
        finally
        {
            _ciphers.Add(cipher);
        }
    }

    private Span<byte> Bind(SealedColumn column, ReadOnlySpan<byte> rowId, Span<byte> target)
    {
        target[0] = Version;
        userId.Value.TryWriteBytes(target[1..], bigEndian: true, out _);
        rowId.CopyTo(target[17..]);
        column.Name.CopyTo(target[33..]);
        return target[..(33 + column.Name.Length)];
    }

    // An AesGcm is not safe for concurrent use, and a new one costs as much as the sealing itself: so they are lent out.
    private AesGcm Rent() => _ciphers.TryTake(out var cipher) ? cipher : new AesGcm(key, CipherTagSize);
}
