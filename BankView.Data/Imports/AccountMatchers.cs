using System.Data.Common;
using BankView.Data.Sealing;
using BankView.Data.Statements;
using Dapper;

namespace BankView.Data.Imports;

/// <summary>The matchers of an import, one an account, each filled with the stored rows of the days it must know.</summary>
internal sealed class AccountMatchers(DbConnection connection, DbTransaction? transaction, UserId userId, MemberKey key)
{
    private readonly Dictionary<Guid, Filled> _matchers = [];
    private readonly MerchantNames _names = new(connection, transaction, userId, key);

    /// <param name="isNew">The account is not stored yet, so there is nothing to read.</param>
    public async Task<AccountMatcher> For(Guid accountId, IReadOnlyList<StatementRow> rows, bool isNew = false)
    {
        if (!_matchers.TryGetValue(accountId, out var filled))
        {
            _matchers[accountId] = filled = new Filled(new AccountMatcher(_names));
        }

        if (rows.Count > 0 && !isNew)
        {
            var from = rows.Min(row => row.PostedAt?.At < row.OccurredAt.At ? row.PostedAt.Value.At : row.OccurredAt.At);
            var to = rows.Max(row => row.PostedAt?.At > row.OccurredAt.At ? row.PostedAt.Value.At : row.OccurredAt.At);
            await Fill(filled, accountId, Day(from).AddDays(-AccountMatcher.MostDaysApart), Day(to).AddDays(AccountMatcher.MostDaysApart + 1));
        }

        filled.Matcher.BeginPart(rows.Count);
        return filled.Matcher;

        static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
    }

    // A file can name the same account a thousand times: no day is read twice.
    private async Task Fill(Filled filled, Guid accountId, DateOnly from, DateOnly to)
    {
        if (filled.From == filled.To)
        {
            (filled.From, filled.To) = (from, from);
        }

        if (from < filled.From)
        {
            await Load(filled.Matcher, accountId, from, filled.From);
            filled.From = from;
        }

        if (to > filled.To)
        {
            await Load(filled.Matcher, accountId, filled.To, to);
            filled.To = to;
        }
    }

    // Row by row: as many may be stored as the longest file has, and that file stands in memory too.
    private async Task Load(AccountMatcher matcher, Guid accountId, DateOnly from, DateOnly to)
    {
        await foreach (var row in connection.QueryUnbufferedAsync<StoredRow>("""
            SELECT t.external_tag AS ExternalTag, t.merchant_tag AS MerchantTag, t.occurred_at AS OccurredAt,
                   t.posted_at AS PostedAt, t.amount_minor AS AmountMinor, t.has_bank_id AS HasBankId,
                   EXISTS (SELECT 1 FROM imports i WHERE i.user_id = t.user_id AND i.id = t.import_id) AS IsFromFile
            FROM transactions t
            JOIN users u ON u.id = t.user_id AND u.status = 'Active' AND u.is_member
            WHERE t.user_id = @userId AND t.account_id = @accountId AND t.occurred_at >= @from AND t.occurred_at < @to
            """, new { userId, accountId, from, to }, transaction))
        {
            matcher.AddStored(row);
        }
    }

    /// <summary>A matcher, and the days whose stored rows it has; the last one is not among them.</summary>
    private sealed class Filled(AccountMatcher matcher)
    {
        public AccountMatcher Matcher => matcher;

        public DateOnly From { get; set; }

        public DateOnly To { get; set; }
    }
}

internal sealed record StoredRow
{
    public required Tag ExternalTag { get; init; }

    public required Tag MerchantTag { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset? PostedAt { get; init; }

    public required long AmountMinor { get; init; }

    public required bool HasBankId { get; init; }

    public required bool IsFromFile { get; init; }

    public RowOrigin Origin => !IsFromFile ? RowOrigin.Connector : HasBankId ? RowOrigin.FileWithId : RowOrigin.FileWithoutId;
}
