using System.Text;
using BankView.Data.Sealing;

namespace BankView.Data.Transactions;

/// <summary>
/// Which short runs of letters stand anywhere in a dictionary's names, as one bit each. Of a fixed size, so that a text which is in
/// no name costs the same whatever the number of names (a Bloom filter of one hash over runs of several lengths). Runs of three tell
/// most texts; runs of six which threes stand beside which, for a text put together from two names; runs of one and two what is just
/// being typed.
/// </summary>
internal sealed class MerchantLetters
{
    private static readonly SealedColumn Column = new("merchant_packs", "letters");

    // The names of a long life hold some forty thousand different runs of six, and as many shorter ones: a half of the bits. As every
    // letter of a text begins runs of its own, one that is in no name has several chances to meet an empty bit.
    private const int BitsLog2 = 17;

    private readonly ReadOnlyMemory<byte> _bits;

    private MerchantLetters(ReadOnlyMemory<byte> bits) => _bits = bits;

    // In bytes of UTF-8; those that tell most come first.
    private static ReadOnlySpan<int> RunLengths => [3, 6, 4, 2, 1];

    /// <param name="names">As they are compared, in UTF-8.</param>
    /// <param name="end">What stands behind each name: no text goes over it.</param>
    public static MerchantLetters Of(ReadOnlySpan<byte> names, byte end)
    {
        var bits = new byte[1 << (BitsLog2 - 3)];
        foreach (var name in names.Split(end))
        {
            foreach (var length in RunLengths)
            {
                var rest = names[name];
                for (; rest.Length >= length; rest = rest[1..])
                {
                    var bit = BitOf(rest[..length]);
                    bits[bit >> 3] |= (byte)(1 << (bit & 7));
                }
            }
        }

        return new MerchantLetters(bits);
    }

    /// <summary>
    /// Opens them in the blob's own place. Null when an older version sealed them, which knew runs of three alone: until the next
    /// import packs the names again, the names are asked.
    /// </summary>
    public static MerchantLetters? Open(MemberKey key, UserId userId, byte[] blob) =>
        key.OpenBytes(Column, userId.Value, blob) is { Length: 1 << (BitsLog2 - 3) } bits ? new(bits) : null;

    public byte[] Seal(MemberKey key, UserId userId) => key.SealBytes(Column, userId.Value, _bits.Span);

    /// <summary>False when surely no name contains the text.</summary>
    public bool MayHold(string text)
    {
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes(SearchText.Fold(text));
        var bits = _bits.Span;
        foreach (var length in RunLengths)
        {
            for (var rest = wanted; rest.Length >= length; rest = rest[1..])
            {
                var bit = BitOf(rest[..length]);
                if ((bits[bit >> 3] & (1 << (bit & 7))) == 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static int BitOf(ReadOnlySpan<byte> run)
    {
        // The length goes in too, or a run would share its bit with a longer one that begins with zeros.
        var value = (ulong)run.Length;
        foreach (var letter in run)
        {
            value = (value << 8) | letter;
        }

        // Fibonacci hashing: by the golden ratio of 64 bits, of which the highest are the best mixed.
        return (int)(unchecked(value * 11_400_714_819_323_198_485UL) >> (64 - BitsLog2));
    }
}
