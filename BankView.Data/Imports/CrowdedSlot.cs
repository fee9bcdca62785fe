using BankView.Data.Sealing;

namespace BankView.Data.Imports;

/// <summary>
/// Many rows of the same day, amount and origin, found by merchant and by word: to compare each of a hundred thousand such rows with
/// each of as many others would take an hour.
/// </summary>
internal sealed class CrowdedSlot(List<bool> claimed)
{
    private readonly List<int> _added = [];
    private readonly RowChains<Tag> _byMerchant = new(claimed);
    private readonly RowChains<int> _byWord = new(claimed);

    /// <summary>Takes a row in; its name is looked at when somebody asks.</summary>
    public void Add(int row) => _added.Add(row);

    public int? OfMerchant(Tag merchant, List<MatchableRow> rows, MerchantNames names)
    {
        TakeIn(rows, names);
        return _byMerchant.First(merchant);
    }

    public int? SharingAWord(string text, List<MatchableRow> rows, MerchantNames names)
    {
        TakeIn(rows, names);
        var words = Words.Of(text);
        var first = words.Min(word => _byWord.First(Words.Hash(word)));
        // Words are found by their hash, so the one that is found is compared itself.
        return first is { } row && words.Overlaps(Words.Of(names.Of(rows[row].MerchantTag))) ? row : null;
    }

    private void TakeIn(List<MatchableRow> rows, MerchantNames names)
    {
        foreach (var row in _added)
        {
            _byMerchant.Add(rows[row].MerchantTag, row);
            foreach (var word in Words.Of(names.Of(rows[row].MerchantTag)))
            {
                _byWord.Add(Words.Hash(word), row);
            }
        }

        _added.Clear();
    }
}
