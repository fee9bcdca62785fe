namespace BankView.Data.Alerts.Fraud;

/// <summary>Confirmed fraud at one merchant within <see cref="Window"/> before a payment, as far as it was known at that moment.</summary>
public readonly record struct MerchantReports
{
    /// <summary>How long a report counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(28);

    /// <summary>Fewer reports of other members count as none: one or two could tell who made them, or be made to harm a merchant.</summary>
    public const int LeastOfMembers = 3;

    /// <summary>Reports within the window.</summary>
    public int Count { get; init; }

    /// <summary>From the first payment that was reported until now; zero without a report.</summary>
    public TimeSpan SinceFirst { get; init; }

    /// <summary>Since the last payment that is known to be fine; null where nobody tells that.</summary>
    public TimeSpan? SinceFine { get; init; }

    /// <summary>What other members of this installation shared: fewer than <see cref="LeastOfMembers"/> of them are nothing.</summary>
    /// <param name="sinceFirst">Since the first of them told: when the payments were is not shared.</param>
    public static MerchantReports OfMembers(int members, TimeSpan sinceFirst) =>
        members < LeastOfMembers ? default : new MerchantReports { Count = members, SinceFirst = sinceFirst };
}
