namespace BankView.Data.Egress;

/// <summary>A call that left this installation for a member, or was kept from leaving. No path values, no content.</summary>
public sealed record EgressRecord
{
    public required Guid Id { get; init; }

    public required Guid? LinkId { get; init; }

    public required Guid? InstitutionId { get; init; }

    public required DateTimeOffset CalledAt { get; init; }

    /// <summary>Of HTTP; <c>SMTP</c> for an e-mail.</summary>
    public required string Method { get; init; }

    public required string Host { get; init; }

    /// <summary>A route without values.</summary>
    public required string What { get; init; }

    /// <summary>The answer's HTTP status, or the reply code of a mail server; null when none came.</summary>
    public required int? Status { get; init; }

    public required EgressFailure? Failure { get; init; }

    public required long Milliseconds { get; init; }
}
