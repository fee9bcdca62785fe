using BankView.Data.Sealing;

namespace BankView.Data.Imports;

/// <summary>What brought a row, as far as its tag can be compared with others'.</summary>
internal enum RowOrigin
{
    FileWithId,
    FileWithoutId,
    Connector,
}

/// <summary>What matching needs to know of a row.</summary>
/// <param name="PostedDay">The same as <paramref name="Day"/> where the bank gives none.</param>
internal readonly record struct MatchableRow(Tag MerchantTag, long AmountMinor, DateOnly Day, DateOnly PostedDay, RowOrigin Origin);

/// <summary>Where rows of the same content stand.</summary>
internal readonly record struct Slot(DateOnly Day, long AmountMinor, RowOrigin Origin);

/// <summary>
/// The rows of one account that others are matched with, found by tag, or by day, amount and origin. Some hundred thousand of them
/// stand here beside a file of as many: so they lie in one list, and what finds them by content is made only when a tag was not found.
/// </summary>
internal sealed class MatchableRows
{
    // So many are compared one by one.
    private const int Few = 4;

    private readonly List<MatchableRow> _rows = [];
    private readonly List<bool> _claimed = [];
    private readonly Dictionary<Tag, int> _byTag = [];
    private readonly RowChains<Slot> _bySlot;
    private readonly Dictionary<Slot, CrowdedSlot> _crowded = [];
    private readonly MerchantNames _names;
    private int _linked;
    private int _shown;

    public MatchableRows(MerchantNames names) => (_names, _bySlot) = (names, new RowChains<Slot>(_claimed));

    /// <summary>
    /// A file does not repeat itself: rows that are added from now on are found by their tags alone, until the next part begins. So a
    /// file of a hundred thousand equal rows is read in one pass.
    /// </summary>
    public void BeginPart(int rows)
    {
        _shown = _rows.Count;
        _byTag.EnsureCapacity(Math.Max(_byTag.Count, rows));
    }

    /// <summary>Adds a row, unless one with its tag is here.</summary>
    public void Add(Tag tag, MatchableRow row)
    {
        if (_byTag.TryAdd(tag, _rows.Count))
        {
            _rows.Add(row);
            _claimed.Add(false);
        }
    }

    public bool TryClaim(Tag tag)
    {
        var isHere = _byTag.TryGetValue(tag, out var row);
        if (isHere)
        {
            _claimed[row] = true;
        }

        return isHere;
    }

    public void Claim(int row) => _claimed[row] = true;

    /// <summary>The first row there that stands for no other yet; null when there is none.</summary>
    public int? Any(Slot slot)
    {
        LinkNew();
        return _bySlot.First(slot);
    }

    /// <summary>The first such row of the merchant. Names must be open.</summary>
    public int? OfMerchant(Slot slot, Tag merchant) =>
        _crowded.TryGetValue(slot, out var crowd) ? crowd.OfMerchant(merchant, _rows, _names)
            : FirstOf(slot, row => _rows[row].MerchantTag == merchant);

    /// <summary>The first such row whose merchant shares a word with the text. Names must be open.</summary>
    public int? SharingAWord(Slot slot, string text) =>
        _crowded.TryGetValue(slot, out var crowd) ? crowd.SharingAWord(text, _rows, _names)
            : FirstOf(slot, row => Words.Share(_names.Of(_rows[row].MerchantTag), text));

    private int? FirstOf(Slot slot, Func<int, bool> fits)
    {
        // Most slots are empty, and where one row is it mostly is the one.
        if (_bySlot.First(slot) is not { } first || fits(first))
        {
            return _bySlot.First(slot);
        }

        foreach (var row in _bySlot.All(slot))
        {
            if (fits(row))
            {
                return row;
            }
        }

        return null;
    }

    private void LinkNew()
    {
        for (; _linked < _shown; _linked++)
        {
            var row = _rows[_linked];
            Link(new Slot(row.Day, row.AmountMinor, row.Origin));
            if (row.PostedDay != row.Day)
            {
                Link(new Slot(row.PostedDay, row.AmountMinor, row.Origin));
            }
        }
    }

    private void Link(Slot slot)
    {
        var count = _bySlot.Add(slot, _linked);
        if (count > Few)
        {
            if (_crowded.TryGetValue(slot, out var crowd))
            {
                crowd.Add(_linked);
                return;
            }

            _crowded[slot] = crowd = new CrowdedSlot(_claimed);
            foreach (var row in _bySlot.All(slot))
            {
                crowd.Add(row);
            }
        }
    }
}
