using System.Runtime.InteropServices;
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

/// <summary>
/// The rows of one account that others are matched with, found by tag, or by day, amount and origin. Some hundred thousand of them
/// stand here beside a file of as many: so they lie in one list, and what finds them by content is made only when a tag was not found.
/// </summary>
internal sealed class MatchableRows
{
    private const int None = -1;

    private readonly List<MatchableRow> _rows = [];
    private readonly List<bool> _claimed = [];
    private readonly Dictionary<Tag, int> _byTag = [];

    // The first and last link of a chain, for rows are found in the order in which they came.
    private readonly Dictionary<(DateOnly, long, RowOrigin), (int First, int Last)> _chains = [];
    private readonly List<(int Row, int Next)> _links = [];
    private int _linked;
    private int _shown;

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

    /// <summary>The first row of that day, amount and origin that fits and stands for no other yet; null when there is none.</summary>
    public int? Find(DateOnly day, long amountMinor, RowOrigin origin, Func<MatchableRow, bool> fits)
    {
        LinkNew();
        var link = _chains.TryGetValue((day, amountMinor, origin), out var chain) ? chain.First : None;
        while (link != None)
        {
            var (row, next) = _links[link];
            if (!_claimed[row] && fits(_rows[row]))
            {
                return row;
            }

            link = next;
        }

        return null;
    }

    private void LinkNew()
    {
        for (; _linked < _shown; _linked++)
        {
            var row = _rows[_linked];
            Link(row.Day, row);
            if (row.PostedDay != row.Day)
            {
                Link(row.PostedDay, row);
            }
        }
    }

    private void Link(DateOnly day, MatchableRow row)
    {
        ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(_chains, (day, row.AmountMinor, row.Origin), out var isThere);
        if (isThere)
        {
            _links[chain.Last] = _links[chain.Last] with { Next = _links.Count };
        }

        chain = (isThere ? chain.First : _links.Count, _links.Count);
        _links.Add((_linked, None));
    }
}
