namespace BankView.Data.Alerts;

/// <summary>What a member chose beside the rules of single accounts. As made here, it is what holds for who chose nothing.</summary>
public sealed record AlertChoices
{
    public const int MostPerDay = 100;

    public const int MostDaysBeforeEnd = 60;

    /// <summary>How many alerts of a UTC day are shown and sent, 1 to 100; what comes after them is recorded, and quiet.</summary>
    public int DailyCap { get; init; } = 10;

    public bool LinkNeedsYou { get; init; } = true;

    public bool ConsentEnds { get; init; } = true;

    /// <summary>How many days before a consent ends, 1 to 60.</summary>
    public int ConsentEndsDays { get; init; } = 7;

    /// <summary>Whether to be told of each month in which nothing was raised.</summary>
    public bool MonthlySummary { get; init; }
}

/// <summary>A rule that the member does not want to hear of until then; null: until they say otherwise.</summary>
public sealed record AlertMute(AlertRule Rule, DateTimeOffset? Until);

/// <summary>What came of saving choices.</summary>
public enum ChoiceOutcome
{
    Saved,

    /// <summary>The cap is not 1 to <see cref="AlertChoices.MostPerDay"/>.</summary>
    CapOutOfRange,

    /// <summary>The days are not 1 to <see cref="AlertChoices.MostDaysBeforeEnd"/>.</summary>
    DaysOutOfRange,

    /// <summary>Not an active member.</summary>
    NotAllowed,
}
