using System.Security.Cryptography;

namespace BankView.Data.Sealing;

/// <summary>
/// The installation's key, which wraps each member's. It is kept apart from the data: in an environment variable, or in a file
/// outside the data folder that is made on first start and readable by its owner alone.
/// </summary>
public sealed class MasterKey : IDisposable
{
    private const int NonceSize = 12;
    private const int CipherTagSize = 16;

    private readonly AesGcm _cipher;
    private readonly Lock _lock = new();

    private MasterKey(byte[] key, string? madeAt)
    {
        _cipher = new AesGcm(key, CipherTagSize);
        MadeAt = madeAt;
        Installation = new MemberKey(new UserId(Guid.Empty), HKDF.DeriveKey(HashAlgorithmName.SHA256, key, MemberKey.Size, info: "bankview system 1"u8.ToArray()));
    }

    /// <summary>Seals what belongs to the installation and to no member: the secrets of institutions and channels.</summary>
    public MemberKey Installation { get; }

    /// <summary>The path of the key file when this start made it, so that it can be told once; else null.</summary>
    public string? MadeAt { get; }

    /// <param name="base64">32 bytes in Base64, from the environment; empty to use the file.</param>
    /// <param name="path">The key file; made when missing.</param>
    /// <exception cref="InvalidOperationException">The key is not 32 bytes.</exception>
    public static MasterKey Load(string? base64, string path)
    {
        if (!string.IsNullOrWhiteSpace(base64))
        {
            return new MasterKey(Check(base64, "The master key in the configuration"), madeAt: null);
        }

        if (File.Exists(path))
        {
            return new MasterKey(Check(File.ReadAllText(path), $"The master key in {path}"), madeAt: null);
        }

        var key = RandomNumberGenerator.GetBytes(MemberKey.Size);
        PrivateFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead;
        }

        using (var file = new StreamWriter(path, System.Text.Encoding.ASCII, options))
        {
            file.WriteLine(Convert.ToBase64String(key));
        }

        return new MasterKey(key, madeAt: path);
    }

    /// <summary>Wraps a member's key; bound to the member, so that it unwraps for nobody else.</summary>
    public byte[] Wrap(UserId userId, ReadOnlySpan<byte> key)
    {
        var wrapped = new byte[NonceSize + CipherTagSize + key.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        lock (_lock)
        {
            _cipher.Encrypt(wrapped.AsSpan(0, NonceSize), key, wrapped.AsSpan(NonceSize + CipherTagSize),
                wrapped.AsSpan(NonceSize, CipherTagSize), userId.Value.ToByteArray(bigEndian: true));
        }

        return wrapped;
    }

    /// <exception cref="CryptographicException">Wrapped by another master key, or for another member.</exception>
    public byte[] Unwrap(UserId userId, ReadOnlySpan<byte> wrapped)
    {
        var key = new byte[wrapped.Length - NonceSize - CipherTagSize];
        lock (_lock)
        {
            _cipher.Decrypt(wrapped[..NonceSize], wrapped[(NonceSize + CipherTagSize)..], wrapped.Slice(NonceSize, CipherTagSize), key,
                userId.Value.ToByteArray(bigEndian: true));
        }

        return key;
    }

    public void Dispose() => _cipher.Dispose();

    private static byte[] Check(string base64, string what)
    {
        var key = new byte[MemberKey.Size + 1];
        return Convert.TryFromBase64String(base64.Trim(), key, out var length) && length == MemberKey.Size
            ? key[..MemberKey.Size]
            : throw new InvalidOperationException($"{what} must be 32 bytes in Base64.");
    }
}
