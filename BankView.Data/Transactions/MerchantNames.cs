namespace BankView.Data.Transactions;

/// <summary>
/// The names of a dictionary as one text, so that looking for a part of any of them is a single scan: a few microseconds for
/// thousands of merchants.
/// </summary>
internal sealed class MerchantNames
{
    // Cleaned names hold no control characters, so no match goes from one name into the next.
    private const char End = '\n';

    private readonly string _all;
    private readonly IReadOnlyList<Merchant> _merchants;
    private readonly int[] _starts;

    public MerchantNames(IReadOnlyList<Merchant> merchants)
    {
        _merchants = merchants;
        _starts = new int[merchants.Count];
        for (int i = 0, at = 0; i < merchants.Count; at += merchants[i].Name.Length + 1, i++)
        {
            _starts[i] = at;
        }

        _all = string.Concat(merchants.Select(merchant => merchant.Name.ToUpperInvariant() + End));
    }

    /// <summary>Merchants whose name contains the text in any case, in the order of the dictionary.</summary>
    public IReadOnlyList<Merchant> Containing(string text)
    {
        var wanted = text.ToUpperInvariant();
        var found = new List<Merchant>();
        if (wanted.Contains(End, StringComparison.Ordinal))
        {
            return found;
        }

        for (var at = 0; at < _all.Length;)
        {
            var next = _all.AsSpan(at).IndexOf(wanted, StringComparison.Ordinal);
            if (next < 0)
            {
                break;
            }

            var place = Array.BinarySearch(_starts, at + next);
            var merchant = place < 0 ? ~place - 1 : place;
            found.Add(_merchants[merchant]);
            at = merchant + 1 < _starts.Length ? _starts[merchant + 1] : _all.Length;
        }

        return found;
    }
}
