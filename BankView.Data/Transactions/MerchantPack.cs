using System.Buffers.Binary;
using System.Text;
using BankView.Data.Sealing;

namespace BankView.Data.Transactions;

/// <summary>A merchant as a search uses it: what to look for, and when there can be something.</summary>
internal readonly record struct PackedMerchant(Tag Tag, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

/// <summary>
/// A whole dictionary as a search needs it: the names, one a line and as they are compared (<see cref="SearchText"/>), and an entry of
/// fixed length for each. The names are opened and looked through as they lie, in one scan; the entries are opened by the first search
/// that hits. Beside them are sealed the <see cref="MerchantLetters"/>, which spare most searches that miss all of it.
/// </summary>
internal sealed class MerchantPack
{
    private static readonly SealedColumn NamesColumn = new("merchant_packs", "names");
    private static readonly SealedColumn EntriesColumn = new("merchant_packs", "entries");

    // Cleaned names hold no control characters, so no match goes from one name into the next.
    private const byte End = (byte)'\n';

    private const int EntryBytes = Tag.Size + (2 * sizeof(long));

    private readonly ReadOnlyMemory<byte> _names;
    private readonly Lazy<ReadOnlyMemory<byte>> _entries;

    private MerchantPack(ReadOnlyMemory<byte> names, Lazy<ReadOnlyMemory<byte>> entries) => (_names, _entries) = (names, entries);

    public static MerchantPack Of(IReadOnlyCollection<Merchant> merchants)
    {
        var names = new StringBuilder();
        var entries = new byte[merchants.Count * EntryBytes];
        var entry = entries.AsSpan();
        foreach (var merchant in merchants)
        {
            names.Append(SearchText.Fold(merchant.Name)).Append((char)End);
            merchant.Tag.Write(entry);
            BinaryPrimitives.WriteInt64BigEndian(entry[Tag.Size..], merchant.FirstSeen.UtcTicks);
            BinaryPrimitives.WriteInt64BigEndian(entry[(Tag.Size + sizeof(long))..], merchant.LastSeen.UtcTicks);
            entry = entry[EntryBytes..];
        }

        return new MerchantPack(Encoding.UTF8.GetBytes(names.ToString()), new Lazy<ReadOnlyMemory<byte>>(entries));
    }

    /// <summary>Opens a pack in the place of its two blobs, which are no blobs any more afterwards.</summary>
    public static MerchantPack Open(MemberKey key, UserId userId, byte[] names, byte[] entries) => new(
        key.OpenBytes(NamesColumn, userId.Value, names),
        new Lazy<ReadOnlyMemory<byte>>(() => key.OpenBytes(EntriesColumn, userId.Value, entries)));

    public (byte[] Letters, byte[] Names, byte[] Entries) Seal(MemberKey key, UserId userId) => (
        MerchantLetters.Of(_names.Span, End).Seal(key, userId),
        key.SealBytes(NamesColumn, userId.Value, _names.Span),
        key.SealBytes(EntriesColumn, userId.Value, _entries.Value.Span));

    /// <summary>Merchants whose name contains the text, compared as <see cref="SearchText"/> does.</summary>
    public IReadOnlyList<PackedMerchant> Containing(string text)
    {
        var found = new List<PackedMerchant>();
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes(SearchText.Fold(text));
        if (wanted.Contains(End) || (wanted.IsEmpty && text.Length > 0))
        {
            return found;
        }

        var names = _names.Span;
        for (int number = 0, start = 0; start < names.Length; number++)
        {
            var next = names[start..].IndexOf(wanted);
            if (next < 0)
            {
                break;
            }

            var skipped = names.Slice(start, next);
            number += skipped.Count(End);
            start += skipped.LastIndexOf(End) + 1;
            found.Add(Entry(number));
            start += names[start..].IndexOf(End) + 1;
        }

        return found;
    }

    private PackedMerchant Entry(int number)
    {
        var entry = _entries.Value.Span.Slice(number * EntryBytes, EntryBytes);
        return new PackedMerchant(
            Tag.FromBytes(entry[..Tag.Size]),
            At(BinaryPrimitives.ReadInt64BigEndian(entry[Tag.Size..])),
            At(BinaryPrimitives.ReadInt64BigEndian(entry[(Tag.Size + sizeof(long))..])));

        static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
    }
}
