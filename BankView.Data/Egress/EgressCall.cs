namespace BankView.Data.Egress;

/// <summary>For whom a call leaves this installation, what it asks, and where it may go. Every call carries one, or it is refused.</summary>
public sealed record EgressCall
{
    private static readonly HttpRequestOptionsKey<EgressCall> Key = new("BankView.Egress");

    /// <summary>The member for whom the call is made; null for what an administrator or the installation itself asks.</summary>
    public UserId? UserId { get; init; }

    public Guid? LinkId { get; init; }

    public Guid? InstitutionId { get; init; }

    /// <summary>A route without values, such as <c>accounts/{id}/transactions</c>: it is stored and shown.</summary>
    public required string What { get; init; }

    /// <summary>Where the call may go, as <see cref="HostOf"/> writes it: what an administrator configured, or what that host named.</summary>
    public required IReadOnlySet<string> Hosts { get; init; }

    /// <summary>Host and port in one spelling: <c>bank.example:443</c>.</summary>
    public static string HostOf(Uri address) => $"{address.IdnHost.ToLowerInvariant()}:{address.Port}";

    /// <summary>Says on a request which call it is.</summary>
    public void PutOn(HttpRequestMessage request) => request.Options.Set(Key, this);

    internal static EgressCall? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var call) ? call : null;
}
