namespace BankView.Data.Consents;

/// <summary>What a member agrees to before a bank is asked; which accounts it is for is chosen when the bank has answered.</summary>
public sealed record LinkTerms
{
    /// <summary>The bank's name for people.</summary>
    public required string Bank { get; init; }

    /// <summary>Names of <see cref="DataCluster"/>.</summary>
    public required IReadOnlyList<string> Clusters { get; init; }

    public required IReadOnlyList<Purpose> Purposes { get; init; }

    /// <summary>For how many days: 30 to 365.</summary>
    public required int Days { get; init; }

    /// <summary>
    /// False for what no consent may say: a term that is too short or too long, nothing to see, or a cluster that nobody knows.
    /// </summary>
    public bool AreAllowed =>
        Days is >= Consent.FewestDays and <= Consent.MostDays && Purposes.Contains(Purpose.View)
        && Clusters.Contains(DataCluster.AccountBasic) && !Clusters.Except(DataCluster.All, StringComparer.Ordinal).Any();
}
