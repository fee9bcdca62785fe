using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;

namespace BankView.Data.BankLinks;

/// <summary>What an attempt begins with: what the member agreed to, and what the connector said.</summary>
public sealed record NewAttempt
{
    public required Guid InstitutionId { get; init; }

    /// <summary>The link that is repaired or renewed; null for a new one.</summary>
    public Guid? LinkId { get; init; }

    public required AttemptKind Kind { get; init; }

    public required LinkTerms Terms { get; init; }

    /// <summary>A random text that the bank sends back unchanged.</summary>
    public required string State { get; init; }

    public required Uri ReturnTo { get; init; }

    public required LinkStart Start { get; init; }

    internal AttemptContent ToContent() => new()
    {
        Kind = Kind,
        Terms = Terms,
        State = State,
        ReturnTo = ReturnTo,
        BankAddress = (Start as LinkStart.Redirect)?.Address,
        Kept = (Start as LinkStart.Redirect)?.Kept,
        WhereToGetToken = (Start as LinkStart.PasteToken)?.WhereToGetOne,
    };
}
