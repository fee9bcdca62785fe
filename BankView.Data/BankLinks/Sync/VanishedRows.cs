using System.Data.Common;
using BankView.Data.Imports;
using BankView.Data.Sealing;

namespace BankView.Data.BankLinks.Sync;

/// <summary>The stored rows of one account that the bank has no more, as far as a reading can tell by now.</summary>
internal sealed record VanishedRows(IReadOnlyList<StoredTransaction> Gone, IReadOnlyList<StoredTransaction> Missing)
{
    /// <summary>
    /// Looks for them among the days that are settled, after what was kept for these days has been stored. A pending row that did not
    /// come is gone, and a posted one where the bank promises so; else it is missing. What the bank took back itself is gone, too.
    /// </summary>
    public static async Task<VanishedRows> Find(
        DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, AccountReading reading, bool isWhole)
    {
        var stored = new StoredTransactions(connection, transaction, userId, reading.Account.Id);
        var (gone, missing) = (new List<StoredTransaction>(), new List<StoredTransaction>());
        if (isWhole)
        {
            gone.AddRange((await stored.ByTag(reading.TakenBack.Select(id => PreparedRow.SyncedTag(key, reading.Account.Id, id)))).Values);
        }

        if (reading.Coverage is not { } coverage || coverage.SettledTo < coverage.From)
        {
            return new VanishedRows(gone, missing);
        }

        // Booked two weeks after it occurred, a row may not have been settled at the last look.
        var from = reading.LookedTo is { } looked ? looked.AddDays(-Likeness.MostDaysPending) : coverage.From;
        foreach (var row in await stored.OfDays(from, coverage.SettledTo))
        {
            if (row.IsFromFile || reading.Seen.Contains(row.Id) || !coverage.IsSettled(row.FirstDay, row.LastDay))
            {
                continue;
            }

            if (row.IsPending ? coverage.HasPending(row.OccurredDay) : coverage.IsComplete(row.OccurredDay))
            {
                gone.Add(row);
            }
            else if (!row.IsPending && row.MissingSince is null)
            {
                missing.Add(row);
            }
        }

        reading.LookedTo = coverage.SettledTo;
        return new VanishedRows(gone, missing);
    }
}
