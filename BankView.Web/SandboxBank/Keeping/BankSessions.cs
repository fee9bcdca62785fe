using BankView.Web.SandboxBank.Customers;
using Dapper;

namespace BankView.Web.SandboxBank.Keeping;

/// <summary>Who is signed in at the bank's own pages: a cookie of the bank's own, good for an hour.</summary>
internal sealed class BankSessions(BankFile file, TimeProvider clock)
{
    private const string Cookie = "sandbox-bank-session";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Null when nobody is.</summary>
    public async Task<Customer?> Of(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } token)
        {
            return null;
        }

        await using var connection = await file.Open();
        return Customer.Find(await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT customer FROM sessions WHERE token_hash = @hash AND expires_at > @Now", new { hash = BankFile.HashOf(token), Now }));
    }

    public async Task Start(HttpContext http, Customer customer)
    {
        var token = BankFile.NewSecret();
        await file.Run("""
            DELETE FROM sessions WHERE expires_at <= @now;
            INSERT INTO sessions (token_hash, customer, expires_at) VALUES (@hash, @Id, @expires)
            """, new { hash = BankFile.HashOf(token), customer.Id, now = Now, expires = Now + (long)Lifetime.TotalMilliseconds });
        http.Response.Cookies.Append(Cookie, token, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Lifetime,
            Path = SandboxBankAddress.Path,
            // Lax: the way here from the company that asks for access is a link.
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
    }

    public async Task End(HttpContext http)
    {
        await file.Run("DELETE FROM sessions WHERE token_hash = @hash", new { hash = BankFile.HashOf(http.Request.Cookies[Cookie] ?? "") });
        http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = SandboxBankAddress.Path });
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
