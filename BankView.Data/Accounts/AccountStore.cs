using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Accounts;

/// <summary>
/// Accounts and their balances, for the member who linked them. Every read is limited by an active consent in the same statement:
/// expired, revoked or narrowed means no rows, at once. Days are UTC.
/// </summary>
public sealed class AccountStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    internal static readonly SealedColumn Details = new("accounts");

    internal const string LinkedSql = """
        SELECT a.id, a.link_id AS LinkId, a.kind, a.currency, a.sealed, l.sealed AS SealedBank,
               a.current_minor AS CurrentMinor, a.available_minor AS AvailableMinor, a.limit_minor AS LimitMinor,
               a.balance_as_of AS AsOf, a.balance_has_time AS HasTime,
               a.id IN (
                   SELECT c.account_id FROM covered_accounts c
                   WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'BALANCES' AND c.expires_at > @now
               ) AS ShowsBalance
        FROM accounts a
        JOIN bank_links l ON l.user_id = a.user_id AND l.id = a.link_id
        WHERE a.user_id = @userId AND (CAST(@accountId AS TEXT) IS NULL OR a.id = @accountId)
          AND a.id IN (
              SELECT c.account_id FROM covered_accounts c
              WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'ACCOUNT_BASIC' AND c.expires_at > @now)
        """;

    internal const string DaysSql = """
        SELECT d.account_id AS AccountId, d.day, d.currency, d.in_minor AS InMinor, d.out_minor AS OutMinor
        FROM account_days d
        WHERE d.user_id = @userId AND d.day >= @since
          AND (CAST(@accountId AS TEXT) IS NULL OR d.account_id = @accountId)
          AND d.account_id || '' IN (
              SELECT c.account_id FROM covered_accounts c
              WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now)
        ORDER BY d.day
        """;

    /// <summary>The accounts this member may see for this purpose, by bank, then kind and name.</summary>
    public Task<IReadOnlyList<Account>> ListLinked(UserId userId, Purpose purpose) => Read(userId, purpose, accountId: null);

    /// <summary>One of them; null when there is none such, whoever's it may be.</summary>
    public async Task<Account?> Find(UserId userId, Guid accountId, Purpose purpose) =>
        (await Read(userId, purpose, accountId)).SingleOrDefault();

    /// <summary>Money in and out by account and day, of days on which something happened.</summary>
    public async Task<IReadOnlyList<AccountDay>> ListDays(UserId userId, Purpose purpose, DateOnly since, Guid? accountId = null)
    {
        await using var connection = await databases.Data.Open();
        var days = await connection.QueryAsync<DayRow>(DaysSql, new { userId, since, accountId, purpose = purpose.ToString(), now = clock.GetUtcNow() });
        return [.. days.Select(row => new AccountDay(row.AccountId, row.Day, new(row.InMinor, row.Currency), new(row.OutMinor, row.Currency)))];
    }

    /// <summary>
    /// Money in and out of one account by month and currency, newest first: the last <paramref name="count"/> months up to the
    /// newest one on which something happened, without those on which nothing did.
    /// </summary>
    public async Task<IReadOnlyList<AccountMonth>> ListMonths(UserId userId, Guid accountId, Purpose purpose, int count)
    {
        await using var connection = await databases.Data.Open();
        var now = clock.GetUtcNow();
        var newest = await connection.QuerySingleOrDefaultAsync<DateOnly?>("""
            SELECT d.day FROM account_days d
            WHERE d.user_id = @userId AND d.account_id || '' = @accountId
              AND d.account_id || '' IN (
                  SELECT c.account_id FROM covered_accounts c
                  WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now)
            ORDER BY d.day DESC LIMIT 1
            """, new { userId, accountId, purpose = purpose.ToString(), now });
        var since = newest is { } day ? new DateOnly(day.Year, day.Month, 1).AddMonths(1 - count) : DateOnly.MaxValue;
        var months = await connection.QueryAsync<MonthRow>("""
            SELECT substr(d.day, 1, 7) AS Month, d.currency,
                   CAST(SUM(d.in_minor) AS BIGINT) AS InMinor, CAST(SUM(d.out_minor) AS BIGINT) AS OutMinor
            FROM account_days d
            WHERE d.user_id = @userId AND d.account_id = @accountId AND d.day >= @since
              AND d.account_id IN (
                  SELECT c.account_id FROM covered_accounts c
                  WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now)
            GROUP BY substr(d.day, 1, 7), d.currency
            ORDER BY 1 DESC, d.currency
            """, new { userId, accountId, since, purpose = purpose.ToString(), now });
        return [.. months.Select(row =>
            new AccountMonth(Instant.ParseDay($"{row.Month}-01"), new(row.InMinor, row.Currency), new(row.OutMinor, row.Currency)))];
    }

    private async Task<IReadOnlyList<Account>> Read(UserId userId, Purpose purpose, Guid? accountId)
    {
        await using var connection = await databases.Data.Open();
        var rows = (await connection.QueryAsync<AccountRow>(LinkedSql, new { userId, accountId, purpose = purpose.ToString(), now = clock.GetUtcNow() })).AsList();
        if (rows.Count == 0)
        {
            return [];
        }

        var key = await keys.Get(userId);
        return [.. rows.Select(row => row.Open(key))
            .OrderBy(account => account.BankName, StringComparer.CurrentCultureIgnoreCase)
            .ThenBy(account => account.Kind)
            .ThenBy(account => account.Name, StringComparer.CurrentCultureIgnoreCase)];
    }
}
