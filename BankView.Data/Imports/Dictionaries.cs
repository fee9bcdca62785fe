using System.Data.Common;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using Dapper;

namespace BankView.Data.Imports;

/// <summary>Keeps the member's merchant and card dictionaries up to date with new rows.</summary>
internal sealed class Dictionaries(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key)
{
    public Task AddMerchants(IReadOnlyList<PreparedRow> rows) => connection.ExecuteAsync("""
        INSERT INTO merchants (user_id, merchant_tag, sealed, category, first_seen, last_seen)
        VALUES (@UserId, @Tag, @Sealed, @Category, @First, @Last)
        ON CONFLICT (user_id, merchant_tag) DO UPDATE SET
            first_seen = CASE WHEN excluded.first_seen < merchants.first_seen THEN excluded.first_seen ELSE merchants.first_seen END,
            last_seen = CASE WHEN excluded.last_seen > merchants.last_seen THEN excluded.last_seen ELSE merchants.last_seen END
        """, rows.GroupBy(row => row.MerchantTag).Select(group => new
    {
        UserId = userId,
        Tag = group.Key,
        Sealed = key.Seal(MerchantStore.Name, group.Key, group.First().Merchant),
        Category = group.First().Category.ToString(),
        First = group.Min(row => row.Row.OccurredAt.At),
        Last = group.Max(row => row.Row.OccurredAt.At),
    }), transaction);

    public Task AddCards(IReadOnlyList<PreparedRow> rows, Guid accountId) => connection.ExecuteAsync("""
        INSERT INTO cards (user_id, card_tag, account_id, sealed) VALUES (@UserId, @Tag, @AccountId, @Sealed)
        ON CONFLICT (user_id, card_tag) DO NOTHING
        """, rows.Where(row => row.CardTag is not null).DistinctBy(row => row.CardTag).Select(row => new
    {
        UserId = userId,
        Tag = row.CardTag!.Value,
        AccountId = accountId,
        Sealed = key.Seal(TransactionStore.CardDetails, row.CardTag!.Value, row.Row.CardLastFour),
    }), transaction);
}
