using System.Text;
using BankView.Data.Sealing;

namespace BankView.Data.Transactions;

/// <summary>
/// Which three letters in a row stand anywhere in a dictionary's names, as one bit each. Of a fixed size, so that a text which
/// cannot be in any name costs the same whatever the number of names (a Bloom filter of trigrams with one hash).
/// </summary>
internal sealed class MerchantLetters
{
    private static readonly SealedColumn Column = new("merchant_packs", "letters");

    // Some ten thousand different threes stand in the names of a long life: an eighth of the bits.
    private const int Bits = 1 << 16;
    private const int Window = 3;

    private readonly ReadOnlyMemory<byte> _bits;

    private MerchantLetters(ReadOnlyMemory<byte> bits) => _bits = bits;

    /// <param name="names">As they are compared, in UTF-8.</param>
    public static MerchantLetters Of(ReadOnlySpan<byte> names)
    {
        var bits = new byte[Bits / 8];
        for (var at = 0; at + Window <= names.Length; at++)
        {
            var bit = BitOf(names[at..]);
            bits[bit >> 3] |= (byte)(1 << (bit & 7));
        }

        return new MerchantLetters(bits);
    }

    /// <summary>Opens them in the blob's own place.</summary>
    public static MerchantLetters Open(MemberKey key, UserId userId, byte[] blob) => new(key.OpenBytes(Column, userId.Value, blob));

    public byte[] Seal(MemberKey key, UserId userId) => key.SealBytes(Column, userId.Value, _bits.Span);

    /// <summary>False when surely no name contains the text.</summary>
    public bool MayHold(string text)
    {
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes(SearchText.Fold(text));
        var bits = _bits.Span;
        for (var at = 0; at + Window <= wanted.Length; at++)
        {
            var bit = BitOf(wanted[at..]);
            if ((bits[bit >> 3] & (1 << (bit & 7))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int BitOf(ReadOnlySpan<byte> letters) =>
        (int)(unchecked((uint)((letters[0] << 16) | (letters[1] << 8) | letters[2]) * 2_654_435_761) >> 16);
}
