using BankView.Data.Sealing;

namespace BankView.Data.Alerts.Fraud;

/// <summary>What a member answered to "Was this you?", with what was stored with the alert.</summary>
public sealed record AlertAnswer
{
    public required bool WasMe { get; init; }

    public required Tag Merchant { get; init; }

    /// <summary>The signals that carried the alert.</summary>
    public required IReadOnlyList<Signal> Carriers { get; init; }
}
