using BankView.Data.Egress;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>Where a bank's sign-in and tokens are, as configured or as the bank's own discovery document says.</summary>
internal sealed record FdxEndpoints
{
    public required Uri Authorization { get; init; }

    public required Uri Token { get; init; }

    public Uri? Par { get; init; }

    public Uri? Revocation { get; init; }

    /// <summary>Who the bank says it is, compared letter by letter with <c>iss</c> in its replies (RFC 9207); null when unknown.</summary>
    public string? Issuer { get; init; }

    /// <summary>True when the bank promises <c>iss</c> in each reply, so that a reply without it is not the bank's.</summary>
    public bool AlwaysSaysIssuer { get; init; }

    /// <summary>Signatures the token endpoint takes; null when the bank does not say.</summary>
    public IReadOnlyList<string>? SigningAlgorithms { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Kinds of <c>authorization_details</c> (RFC 9396) that the bank knows; null when it does not say.</summary>
    public IReadOnlyList<string>? DetailTypes { get; init; }

    /// <summary>Where calls for this bank may go.</summary>
    public required IReadOnlySet<string> Hosts { get; init; }

    public static IReadOnlySet<string> HostsOf(IEnumerable<Uri> addresses) => addresses.Select(EgressCall.HostOf).ToHashSet(StringComparer.Ordinal);
}
