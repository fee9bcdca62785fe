using BankView.Data.Imports;
using BankView.Data.Sealing;

namespace BankView.Data.BankLinks.Sync;

/// <summary>All incoming rows and stored ones that may be the same transaction.</summary>
internal static class LikePairs
{
    public static IEnumerable<(PreparedRow Row, StoredTransaction Stored, Likeness Likeness)> Of(
        IReadOnlyList<PreparedRow> rows, IEnumerable<StoredTransaction> candidates, MemberKey key)
    {
        // What is booked is looked for by its amount; pending rows, whose amount may change, are few.
        var all = candidates.ToList();
        var booked = all.Where(stored => !stored.IsPending).ToLookup(stored => stored.AmountMinor);
        var pending = all.Where(stored => stored.IsPending).ToList();
        return from row in rows
               from stored in booked[row.AmountMinor].Concat(pending)
               let likeness = Likeness.Of(row, stored, key)
               where likeness is not null
               select (row, stored, likeness.Value);
    }
}
