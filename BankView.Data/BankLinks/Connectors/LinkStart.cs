namespace BankView.Data.BankLinks.Connectors;

/// <summary>How a link begins, by protocol.</summary>
public abstract record LinkStart
{
    private LinkStart()
    {
    }

    /// <summary>The browser goes to the bank and comes back to <see cref="LinkRequest.ReturnTo"/>.</summary>
    /// <param name="Address">Where to go; carries the request's state.</param>
    /// <param name="Kept">
    /// What the connector must have again when the reply comes (a PKCE verifier, a nonce). Sealed until then.
    /// </param>
    public sealed record Redirect(Uri Address, string Kept) : LinkStart;

    /// <summary>The member pastes a token that the provider's site at <paramref name="WhereToGetOne"/> gives them.</summary>
    public sealed record PasteToken(Uri WhereToGetOne) : LinkStart;
}

/// <summary>What a member agreed to, and what the bank is asked for.</summary>
public sealed record LinkRequest
{
    /// <summary>A random text that the bank must send back unchanged.</summary>
    public required string State { get; init; }

    /// <summary>Where the bank sends the browser back to.</summary>
    public required Uri ReturnTo { get; init; }

    /// <summary>Names of <see cref="Consents.DataCluster"/>.</summary>
    public required IReadOnlyList<string> Clusters { get; init; }

    /// <summary>For how many days the member agreed: 1 to 365.</summary>
    public required int Days { get; init; }

    /// <summary>The credential there is, for a repair or a renewal.</summary>
    public string? Credential { get; init; }

    /// <summary>What <see cref="LinkStart.Redirect.Kept"/> held, when the reply has come.</summary>
    public string? Kept { get; init; }

    /// <summary>For the record of calls.</summary>
    public required UserId UserId { get; init; }
}

/// <summary>What came back: the query of the bank's redirect, or the token that a member pasted.</summary>
public sealed record LinkReply
{
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string? Token { get; init; }
}

/// <summary>What a bank granted.</summary>
public sealed record LinkGrant
{
    /// <summary>What the connector reads with from now on, in a form only it understands. Sealed wherever it is kept.</summary>
    public required string Credential { get; init; }

    /// <summary>What the bank says was consented to, if it does.</summary>
    public BankConsent? Consent { get; init; }
}

/// <summary>A consent as the bank states it; each part null where it says nothing.</summary>
public sealed record BankConsent
{
    public string? Id { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The earliest day that the bank gives transactions of.</summary>
    public DateOnly? HistoryFrom { get; init; }
}
