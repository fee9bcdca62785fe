namespace BankView.Data.Alerts.Fraud;

/// <summary>How likely a payment is not its holder's, by the model, and what speaks for it.</summary>
public sealed record FraudScore
{
    /// <summary>The sum of all contributions: the natural logarithm of the odds.</summary>
    public required double LogOdds { get; init; }

    /// <summary>0 to 1. As learned, fraud is more common than on a member's cards: good for order, too high as a chance.</summary>
    public double Probability => 1 / (1 + Math.Exp(-LogOdds));

    /// <summary>The two or three findings that carried it: the bank's notice and what else somebody knows first, then the strongest; one of a kind; fewer where fewer speak for it.</summary>
    public required IReadOnlyList<Finding> Carriers { get; init; }

    /// <summary>Whether the member should be asked.</summary>
    public required bool IsAlert { get; init; }
}
