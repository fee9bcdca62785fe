using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BankView.Data.Imports;

/// <summary>Numbers of rows by a key, in the order in which they came. A row that is claimed is passed over once and for good.</summary>
internal sealed class RowChains<TKey>(List<bool> claimed)
    where TKey : notnull
{
    private const int None = -1;

    private readonly Dictionary<TKey, (int First, int Last, int Count)> _chains = [];
    private readonly List<(int Row, int Next)> _links = [];

    /// <summary>How many rows were added under this key.</summary>
    public int Add(TKey key, int row)
    {
        ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(_chains, key, out var isThere);
        var isEmpty = !isThere || chain.First == None;
        if (!isEmpty)
        {
            _links[chain.Last] = _links[chain.Last] with { Next = _links.Count };
        }

        chain = (isEmpty ? _links.Count : chain.First, _links.Count, chain.Count + 1);
        _links.Add((row, None));
        return chain.Count;
    }

    /// <summary>The first row that is not claimed; null when there is none.</summary>
    public int? First(TKey key)
    {
        ref var chain = ref CollectionsMarshal.GetValueRefOrNullRef(_chains, key);
        if (Unsafe.IsNullRef(ref chain))
        {
            return null;
        }

        while (chain.First != None && claimed[_links[chain.First].Row])
        {
            chain.First = _links[chain.First].Next;
        }

        return chain.First == None ? null : _links[chain.First].Row;
    }

    /// <summary>All that are not claimed.</summary>
    public IEnumerable<int> All(TKey key)
    {
        for (var link = First(key) is null ? None : _chains[key].First; link != None; link = _links[link].Next)
        {
            if (!claimed[_links[link].Row])
            {
                yield return _links[link].Row;
            }
        }
    }
}
