namespace BankView.Data.Alerts;

/// <summary>Which alerts are listed; null means whichever.</summary>
public sealed record AlertFilter
{
    public AlertRule? Rule { get; init; }

    /// <summary>True for questions without an answer and for what was not closed yet, false for all others.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>False leaves out what is kept for the record alone.</summary>
    public bool? IsQuiet { get; init; }

    /// <summary>True for what waits for the member and is shown to them: open, and not quiet. False for all others.</summary>
    public bool? IsNew { get; init; }

    public Guid? AccountId { get; init; }

    /// <summary>Ends a WHERE: each choice has a text of its own, so that each is read through its own index.</summary>
    internal string Sql => string.Concat(
        Rule is null ? "" : " AND t.rule = @rule",
        AccountId is null ? "" : " AND t.account_id = @accountId",
        IsOpen switch
        {
            true => " AND t.answer IS NULL AND t.seen_at IS NULL",
            false => " AND (t.answer IS NOT NULL OR t.seen_at IS NOT NULL)",
            null => "",
        },
        IsQuiet switch { true => " AND t.is_quiet", false => " AND NOT t.is_quiet", null => "" },
        IsNew switch
        {
            true => " AND t.answer IS NULL AND t.seen_at IS NULL AND NOT t.is_quiet",
            false => " AND (t.answer IS NOT NULL OR t.seen_at IS NOT NULL OR t.is_quiet)",
            null => "",
        });
}
