using Dapper;

namespace BankView.Web.SandboxBank.Keeping;

/// <summary>
/// Codes and tokens. All that one consent gave is a family: a code or a refresh token that comes a second time was stolen from one of
/// the two who used it, so the whole family ends (RFC 6749, section 4.1.2; RFC 9700, section 4.14.2).
/// </summary>
internal sealed class TokenStore(BankFile file, TimeProvider clock)
{
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(1);

    public async Task<string> IssueCode(BankConsent consent, AccessRequest request)
    {
        var code = BankFile.NewSecret();
        await file.Run("""
            INSERT INTO codes (hash, consent_id, return_to, challenge, expires_at) VALUES (@hash, @Id, @ReturnTo, @Challenge, @expires)
            """, new { hash = BankFile.HashOf(code), consent.Id, request.ReturnTo, request.Challenge, expires = Now + (long)CodeLifetime.TotalMilliseconds });
        return code;
    }

    /// <summary>Uses a code up, whatever becomes of it; null when it is unknown, over, or was used before.</summary>
    public async Task<(string ConsentId, string ReturnTo, string Challenge)?> UseCode(string code)
    {
        await using var connection = await file.Open();
        var hash = BankFile.HashOf(code);
        var found = await connection.QuerySingleOrDefaultAsync<(string ConsentId, string ReturnTo, string Challenge, long ExpiresAt)?>(
            "SELECT consent_id, return_to, challenge, expires_at FROM codes WHERE hash = @hash", new { hash });
        if (found is not { } row)
        {
            return null;
        }

        if (await connection.ExecuteAsync("UPDATE codes SET used_at = @Now WHERE hash = @hash AND used_at IS NULL", new { hash, Now }) == 0)
        {
            await EndFamily(row.ConsentId);
            return null;
        }

        return row.ExpiresAt > Now ? (row.ConsentId, row.ReturnTo, row.Challenge) : null;
    }

    public async Task<(string Access, string Refresh)> Issue(BankConsent consent)
    {
        var (access, refresh) = (BankFile.NewSecret(), BankFile.NewSecret());
        await file.Run("""
            DELETE FROM tokens WHERE expires_at <= @now;
            INSERT INTO tokens (hash, kind, consent_id, expires_at) VALUES (@access, 'access', @Id, @soon), (@refresh, 'refresh', @Id, @late)
            """, new
        {
            consent.Id,
            access = BankFile.HashOf(access),
            refresh = BankFile.HashOf(refresh),
            now = Now,
            soon = Now + (long)AccessLifetime.TotalMilliseconds,
            late = consent.ExpiresAt.ToUnixTimeMilliseconds(),
        });
        return (access, refresh);
    }

    /// <summary>The consent of an access token that holds; null for any other text.</summary>
    public async Task<string?> ConsentOf(string accessToken)
    {
        await using var connection = await file.Open();
        return await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT consent_id FROM tokens WHERE hash = @hash AND kind = 'access' AND expires_at > @Now", new { hash = BankFile.HashOf(accessToken), Now });
    }

    /// <summary>The consent of a token of any kind, also of one that was used.</summary>
    public async Task<(string ConsentId, string Kind)?> Look(string token)
    {
        await using var connection = await file.Open();
        return await connection.QuerySingleOrDefaultAsync<(string, string)?>(
            "SELECT consent_id, kind FROM tokens WHERE hash = @hash", new { hash = BankFile.HashOf(token) });
    }

    /// <summary>Uses a refresh token up; false when it was used before, and then its family has ended.</summary>
    public async Task<bool> UseRefresh(string token, string consentId)
    {
        var isFirst = await file.Run("UPDATE tokens SET used_at = @Now WHERE hash = @hash AND kind = 'refresh' AND used_at IS NULL",
            new { hash = BankFile.HashOf(token), Now }) == 1;
        if (!isFirst)
        {
            await EndFamily(consentId);
        }

        return isFirst;
    }

    public Task EndFamily(string consentId) => file.Run("DELETE FROM tokens WHERE consent_id = @consentId", new { consentId });

    public Task End(string token) => file.Run("DELETE FROM tokens WHERE hash = @hash", new { hash = BankFile.HashOf(token) });

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
