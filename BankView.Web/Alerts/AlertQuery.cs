using BankView.Data.Alerts;
using BankView.Web.Shell;

namespace BankView.Web.Alerts;

/// <summary>In which state the alerts are that are listed.</summary>
public enum AlertState
{
    /// <summary>They wait for the member.</summary>
    Open,

    /// <summary>Answered, or seen.</summary>
    Done,

    /// <summary>Kept for the record alone.</summary>
    Quiet,
}

/// <summary>What the alerts page shows, as its address says it: filters, where the page begins, and the alert that stands on top.</summary>
public sealed record AlertQuery
{
    public AlertRule? Rule { get; init; }

    public Guid? AccountId { get; init; }

    /// <summary>Null: new ones first, then all others.</summary>
    public AlertState? State { get; init; }

    /// <summary>Null on the first page.</summary>
    public AlertCursor? Before { get; init; }

    public Guid? AlertId { get; init; }

    /// <summary>The first page of the same list, with nothing on top.</summary>
    public AlertQuery List => this with { Before = null, AlertId = null };

    public bool IsNarrowed => List != new AlertQuery();

    public string Url => Urls.AlertList(Rule?.ToString(), AccountId, State?.ToString(), Before is { } at ? PageCursor.Write(at.At, at.Id) : null, AlertId);

    /// <summary>Those that wait for the member; null where the page shows none.</summary>
    public AlertFilter? New => State is AlertState.Open || (State is null && Before is null) ? Any with { IsNew = true } : null;

    /// <summary>All others; null where the page shows none.</summary>
    public AlertFilter? Earlier => State switch
    {
        AlertState.Open => null,
        AlertState.Done => Any with { IsOpen = false },
        AlertState.Quiet => Any with { IsQuiet = true },
        _ => Any with { IsNew = false },
    };

    private AlertFilter Any => new() { Rule = Rule, AccountId = AccountId };

    /// <summary>Reads the parts of an address, which anybody may have written: what makes no sense in it is left out.</summary>
    public static AlertQuery Read(string? rule, string? account, string? state, string? before, string? alert) => new()
    {
        Rule = Name<AlertRule>(rule),
        AccountId = Id(account),
        State = Name<AlertState>(state),
        Before = PageCursor.Read(before) is { } at ? new AlertCursor(at.At, at.Id) : null,
        AlertId = Id(alert),
    };

    /// <summary>Null for what is no name of <typeparamref name="T"/>.</summary>
    public static T? Name<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>Null for what is no id.</summary>
    public static Guid? Id(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : null;
}
