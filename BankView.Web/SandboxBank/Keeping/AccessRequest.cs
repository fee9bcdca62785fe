using Dapper;

namespace BankView.Web.SandboxBank.Keeping;

/// <summary>What a company pushed (RFC 9126) and a customer has not decided yet.</summary>
public sealed record AccessRequest
{
    public required string ClientId { get; init; }

    public required string ReturnTo { get; init; }

    public required string State { get; init; }

    /// <summary>PKCE, S256.</summary>
    public required string Challenge { get; init; }

    public required IReadOnlyList<string> Clusters { get; init; }

    public required int Days { get; init; }
}

/// <summary>Pushed requests, until they are decided or run out.</summary>
internal sealed class AccessRequestStore(BankFile file, TimeProvider clock)
{
    /// <summary>Long enough to find one's password and read what is asked.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string UriPrefix = "urn:ietf:params:oauth:request_uri:";

    /// <summary>Its <c>request_uri</c>.</summary>
    public async Task<string> Push(AccessRequest request)
    {
        var uri = UriPrefix + BankFile.NewSecret();
        await file.Run("""
            DELETE FROM requests WHERE expires_at <= @now;
            INSERT INTO requests (uri_hash, client_id, return_to, state, challenge, clusters, days, expires_at)
            VALUES (@hash, @ClientId, @ReturnTo, @State, @Challenge, @clusters, @Days, @expires)
            """, new
        {
            hash = BankFile.HashOf(uri),
            request.ClientId,
            request.ReturnTo,
            request.State,
            request.Challenge,
            clusters = string.Join(' ', request.Clusters),
            request.Days,
            now = Now,
            expires = Now + (long)Lifetime.TotalMilliseconds,
        });
        return uri;
    }

    /// <summary>Null when there is none, it ran out, it was decided, or it is another company's.</summary>
    public async Task<AccessRequest?> Find(string uri, string clientId)
    {
        await using var connection = await file.Open();
        var row = await connection.QuerySingleOrDefaultAsync<(string ReturnTo, string State, string Challenge, string Clusters, long Days)?>("""
            SELECT return_to, state, challenge, clusters, days FROM requests
            WHERE uri_hash = @hash AND client_id = @clientId AND expires_at > @Now
            """, new { hash = BankFile.HashOf(uri), clientId, Now });
        return row is not { } found ? null : new()
        {
            ClientId = clientId,
            ReturnTo = found.ReturnTo,
            State = found.State,
            Challenge = found.Challenge,
            Clusters = found.Clusters.Split(' '),
            Days = (int)found.Days,
        };
    }

    /// <summary>Ends a request; false when somebody decided it before.</summary>
    public async Task<bool> Take(string uri) =>
        await file.Run("DELETE FROM requests WHERE uri_hash = @hash AND expires_at > @Now", new { hash = BankFile.HashOf(uri), Now }) == 1;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
