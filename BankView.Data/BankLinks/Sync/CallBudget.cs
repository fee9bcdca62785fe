using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks.Sync;

/// <summary>How many calls a link may make on one UTC day.</summary>
internal static class CallBudget
{
    /// <summary>What nobody asked for leaves a quarter of the day's calls to the member, who may press a button.</summary>
    public static int For(SyncTrigger trigger, ConnectorTraits traits) =>
        trigger is SyncTrigger.Schedule ? traits.CallsPerDay - (traits.CallsPerDay / 4) : traits.CallsPerDay;

    public static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    public static DateTimeOffset NextDay(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}
