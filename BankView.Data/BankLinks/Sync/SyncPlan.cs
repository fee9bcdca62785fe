using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks.Sync;

/// <summary>What is asked of a bank in one reading: only what is covered, and only as far back as is not known yet.</summary>
internal static class SyncPlan
{
    // Longer than a purchase takes to be booked, whatever a protocol says.
    private const int FewestDaysReadAgain = 14;

    // A hold that nobody ever released is not read after for longer than this.
    private const int MostDaysPending = 60;

    /// <summary>Pending rows from then on are read again until they are settled.</summary>
    public static DateTimeOffset PendingSince(DateTimeOffset now) => now.AddDays(-MostDaysPending);

    public static int DaysReadAgain(ConnectorTraits traits) => Math.Max(traits.DaysReadAgain, FewestDaysReadAgain);

    /// <summary>
    /// The days to read of one account. A pending row that is stored is always among them, so that none stays pending for ever.
    /// Tomorrow is, too: it has begun somewhere, and clocks differ.
    /// </summary>
    public static AccountCoverage Coverage(SyncAccount account, ConnectorTraits traits, DateOnly today)
    {
        var again = DaysReadAgain(traits);
        var from = account.ReadTo is { } readTo ? Earlier(readTo, today).AddDays(-again) : today.AddDays(-traits.DaysOfHistory);
        if (account.OldestPending is { } pending)
        {
            // The edge of a window proves nothing, so it begins a little before.
            from = Earlier(from, DateOnly.FromDateTime(pending.UtcDateTime).AddDays(-2));
        }

        return new AccountCoverage(from, today.AddDays(1), again);
    }

    /// <summary>A range of days as windows that the protocol allows, oldest first.</summary>
    public static IEnumerable<AccountWindow> Windows(string bankId, AccountCoverage coverage, ConnectorTraits traits)
    {
        for (var from = coverage.From; from <= coverage.To; from = from.AddDays(traits.MostDaysPerWindow))
        {
            yield return new AccountWindow(bankId, from, Earlier(from.AddDays(traits.MostDaysPerWindow - 1), coverage.To));
        }
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
