using System.Buffers.Binary;

namespace BankView.Data.Sealing;

/// <summary>
/// A keyed fingerprint of a text: the first 16 bytes of its HMAC-SHA-256 under a key of one member's. Equal texts of that member
/// have equal tags; without the member's key a tag says nothing.
/// </summary>
public readonly record struct Tag
{
    public const int Size = 16;

    // Two halves and not one UInt128, whose alignment would make every table of tags half as large again.
    private readonly ulong _upper;
    private readonly ulong _lower;

    public Tag(UInt128 value) => (_upper, _lower) = ((ulong)(value >> 64), (ulong)value);

    public UInt128 Value => new(_upper, _lower);

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
