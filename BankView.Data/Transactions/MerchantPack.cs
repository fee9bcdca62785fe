using System.Buffers.Binary;
using System.Text;
using BankView.Data.Sealing;

namespace BankView.Data.Transactions;

/// <summary>
/// A whole dictionary as two texts, sealed together: opening it is one call of the cipher whatever its length, and looking for a part
/// of any name is a single scan. Nothing is made of a merchant that is not asked for.
/// </summary>
internal sealed class MerchantPack
{
    private static readonly SealedColumn Column = new("merchant_packs");

    // Cleaned names hold no control characters, so no match goes from one name into the next.
    private const char End = '\n';

    // A tag and two instants, in Base64: always the same length, so that an entry is found by its number.
    private const int EntryBytes = Tag.Size + (2 * sizeof(long));
    private const int EntryLength = (EntryBytes + 2) / 3 * 4;

    private readonly string _entries;
    private readonly string _names;
    private string? _upperNames;

    private MerchantPack(string entries, string names) => (_entries, _names) = (entries, names);

    public static MerchantPack Of(IReadOnlyCollection<Merchant> merchants)
    {
        var entries = new StringBuilder(merchants.Count * EntryLength);
        var names = new StringBuilder();
        Span<byte> entry = stackalloc byte[EntryBytes];
        foreach (var merchant in merchants)
        {
            merchant.Tag.Write(entry);
            BinaryPrimitives.WriteInt64BigEndian(entry[Tag.Size..], merchant.FirstSeen.UtcTicks);
            BinaryPrimitives.WriteInt64BigEndian(entry[(Tag.Size + sizeof(long))..], merchant.LastSeen.UtcTicks);
            entries.Append(Convert.ToBase64String(entry));
            names.Append(merchant.Name).Append(End);
        }

        return new MerchantPack(entries.ToString(), names.ToString());
    }

    public static MerchantPack Open(MemberKey key, UserId userId, byte[] blob) =>
        key.Open(Column, userId.Value, blob, 2) is [{ } entries, { } names] ? new MerchantPack(entries, names) : new MerchantPack("", "");

    public byte[] Seal(MemberKey key, UserId userId) => key.Seal(Column, userId.Value, _entries, _names);

    public IEnumerable<Merchant> All()
    {
        for (int number = 0, start = 0; start < _names.Length; number++)
        {
            yield return Entry(number, start);
            start = _names.IndexOf(End, start) + 1;
        }
    }

    /// <summary>Merchants whose name contains the text in any case.</summary>
    public IReadOnlyList<Merchant> Containing(string text)
    {
        var found = new List<Merchant>();
        if (text.Contains(End, StringComparison.Ordinal))
        {
            return found;
        }

        // Upper case is as long as what it stands for, so a place in one text is the place in the other.
        ReadOnlySpan<char> names = _upperNames ??= _names.ToUpperInvariant();
        var wanted = text.ToUpperInvariant();
        for (int number = 0, start = 0; start < names.Length; number++)
        {
            var next = names[start..].IndexOf(wanted, StringComparison.Ordinal);
            if (next < 0)
            {
                break;
            }

            var skipped = names.Slice(start, next);
            number += skipped.Count(End);
            start += skipped.LastIndexOf(End) + 1;
            found.Add(Entry(number, start));
            start += names[start..].IndexOf(End) + 1;
        }

        return found;
    }

    private Merchant Entry(int number, int start)
    {
        Span<byte> entry = stackalloc byte[EntryBytes];
        _ = Convert.TryFromBase64Chars(_entries.AsSpan(number * EntryLength, EntryLength), entry, out _);
        return new Merchant(
            Tag.FromBytes(entry[..Tag.Size]),
            _names[start.._names.IndexOf(End, start)],
            At(BinaryPrimitives.ReadInt64BigEndian(entry[Tag.Size..])),
            At(BinaryPrimitives.ReadInt64BigEndian(entry[(Tag.Size + sizeof(long))..])));

        static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
    }
}
