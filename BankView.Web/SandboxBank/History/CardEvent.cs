namespace BankView.Web.SandboxBank.History;

/// <summary>What a person did at the control page.</summary>
/// <param name="Amount">Minor units; + in, − out.</param>
/// <param name="IsSuspected">The bank itself suspects fraud, and says so.</param>
public sealed record CardEvent(long Id, string AccountId, DateTimeOffset At, string Merchant, long Amount, string Category, bool IsSuspected = false);

/// <summary>All that people did to a customer's accounts: card events, and when they had everything pending posted.</summary>
public sealed record CustomerEvents(IReadOnlyList<CardEvent> Cards, IReadOnlyList<DateTimeOffset> Postings)
{
    public static CustomerEvents None { get; } = new([], []);

    /// <summary>What is held at <paramref name="from"/> posts then by itself, or earlier when a person had it posted.</summary>
    public DateTimeOffset Settles(DateTimeOffset from, DateTimeOffset natural) =>
        Postings.Where(at => at >= from && at < natural).DefaultIfEmpty(natural).Min();
}
