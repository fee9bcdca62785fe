using System.Buffers.Binary;

namespace BankView.Data.Sealing;

/// <summary>
/// A keyed fingerprint of a text: the first 16 bytes of its HMAC-SHA-256 under a key of one member's. Equal texts of that member
/// have equal tags; without the member's key a tag says nothing.
/// </summary>
public readonly record struct Tag(UInt128 Value)
{
    public const int Size = 16;

    /// <exception cref="ArgumentException">Not 16 bytes.</exception>
    public static Tag FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new Tag(BinaryPrimitives.ReadUInt128BigEndian(bytes))
        : throw new ArgumentException("A tag has 16 bytes.", nameof(bytes));

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    internal void Write(Span<byte> target) => BinaryPrimitives.WriteUInt128BigEndian(target, Value);
}
