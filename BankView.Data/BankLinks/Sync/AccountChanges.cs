using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.Imports;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>Writes what a page changes in one account's transactions, with the dictionaries and day sums that follow from them.</summary>
internal sealed class AccountChanges(
    DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, MemberKey key, DateTimeOffset now, int rowsPerInsert)
{
    private readonly PaymentAlerts _alerts = new(connection, transaction, userId, key, now);

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public int Removed { get; private set; }

    /// <summary>True when a merchant may have lost its last transaction.</summary>
    public bool LeavesMerchants { get; private set; }

    public async Task Apply(Guid accountId, AccountRows rows)
    {
        var days = new HashSet<DateOnly>();
        await Remove(rows.Gone, days);
        await Change(accountId, rows.Met, days);
        await Add(accountId, rows.Fresh, days);
        await _alerts.LookAtNotices(accountId, [.. rows.Met.Select(pair => pair.Row).Where(row => row.Row.HasFraudNotice)]);
        await Recount(accountId, days);
    }

    public async Task Apply(Guid accountId, VanishedRows vanished)
    {
        var days = new HashSet<DateOnly>();
        await Remove(vanished.Gone, days);
        await connection.ExecuteAsync("UPDATE transactions SET missing_since = @now WHERE user_id = @userId AND id = @Id",
            vanished.Missing.Select(row => new { userId, row.Id, now }), transaction);
        await Recount(accountId, days);
    }

    private async Task Recount(Guid accountId, HashSet<DateOnly> days)
    {
        if (days.Count > 0)
        {
            await AccountDays.Recount(connection, transaction, userId, accountId, days.Min(), days.Max());
        }
    }

    private async Task Add(Guid accountId, List<PreparedRow> fresh, HashSet<DateOnly> days)
    {
        if (fresh.Count == 0)
        {
            return;
        }

        await AddWords(accountId, fresh);
        await using var inserter = new RowInserter(connection, transaction, userId, key, linkId, accountId, rowsPerInsert);
        await inserter.Store(inserter.Seal(fresh));
        await inserter.Finish();
        days.UnionWith(fresh.Select(row => row.OccurredDay));
        Added += fresh.Count;
        await _alerts.Look(accountId, fresh);
    }

    private async Task Change(Guid accountId, List<(PreparedRow Row, StoredTransaction Stored)> met, HashSet<DateOnly> days)
    {
        var changed = met.Where(pair => !IsSame(pair.Row, pair.Stored)).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        await AddWords(accountId, [.. changed.Select(pair => pair.Row)]);
        await connection.ExecuteAsync("""
            UPDATE transactions SET
                import_id = @linkId, status = @status, occurred_at = @At, has_time = @HasTime, posted_at = @posted, amount_minor = @AmountMinor,
                currency = @currency, is_card = @IsCard, category = @category, merchant_tag = @MerchantTag, card_tag = @CardTag,
                external_tag = @ExternalTag, has_bank_id = @HasBankId, missing_since = NULL, sealed = @details
            WHERE user_id = @userId AND id = @id
            """, changed.Select(pair => new
        {
            userId,
            id = pair.Stored.Id,
            linkId,
            status = pair.Row.Row.Status.ToString(),
            pair.Row.Row.OccurredAt.At,
            pair.Row.Row.OccurredAt.HasTime,
            posted = pair.Row.Row.PostedAt?.At,
            pair.Row.AmountMinor,
            currency = pair.Row.Row.Amount.Currency,
            pair.Row.Row.IsCard,
            // What a row was sorted under stays, so that a correction of the bank's never undoes the member's.
            category = (pair.Stored.Category is Category.Other ? pair.Row.Category : pair.Stored.Category).ToString(),
            pair.Row.MerchantTag,
            pair.Row.CardTag,
            pair.Row.ExternalTag,
            pair.Row.HasBankId,
            details = key.Seal(TransactionStore.Details, pair.Stored.Id, pair.Row.Description, pair.Row.Memo, pair.Row.Row.CardLastFour),
        }), transaction);
        days.UnionWith(changed.SelectMany(pair => new[] { pair.Row.OccurredDay, pair.Stored.OccurredDay }));
        await _alerts.LookAtChanges(accountId, changed.Select(pair => new ChangedPayment(
            pair.Stored.Id, pair.Row, new Money(pair.Stored.AmountMinor, pair.Stored.Currency), pair.Stored.IsCard)));
        LeavesMerchants |= changed.Exists(pair => pair.Row.MerchantTag != pair.Stored.MerchantTag);
        Changed += changed.Count;
    }

    private async Task Remove(IReadOnlyList<StoredTransaction> gone, HashSet<DateOnly> days)
    {
        await connection.ExecuteAsync("DELETE FROM transactions WHERE user_id = @userId AND id = @Id", gone.Select(row => new { userId, row.Id }), transaction);
        days.UnionWith(gone.Select(row => row.OccurredDay));
        LeavesMerchants |= gone.Count > 0;
        Removed += gone.Count;
    }

    private async Task AddWords(Guid accountId, List<PreparedRow> rows)
    {
        var dictionaries = new Dictionaries(connection, transaction, userId, key);
        await dictionaries.AddMerchants(rows);
        await dictionaries.AddCards(rows, accountId);
    }

    private bool IsSame(PreparedRow row, StoredTransaction stored)
    {
        var incoming = row.Row;
        if (stored.IsFromFile || stored.MissingSince is not null || row.ExternalTag != stored.ExternalTag || incoming.Status != stored.Status
            || !IsSame(incoming.OccurredAt.At, stored.OccurredAt) || incoming.OccurredAt.HasTime != stored.HasTime
            || !IsSame(incoming.PostedAt?.At, stored.PostedAt) || row.AmountMinor != stored.AmountMinor
            || incoming.Amount.Currency != stored.Currency || incoming.IsCard != stored.IsCard || row.MerchantTag != stored.MerchantTag
            || row.CardTag != stored.CardTag)
        {
            return false;
        }

        var details = key.Open(TransactionStore.Details, stored.Id, stored.Sealed, 3);
        return details.SequenceEqual([row.Description, row.Memo, incoming.CardLastFour], StringComparer.Ordinal);
    }

    // Instants are stored to the millisecond.
    private static bool IsSame(DateTimeOffset? incoming, DateTimeOffset? stored) =>
        incoming?.ToUnixTimeMilliseconds() == stored?.ToUnixTimeMilliseconds();
}
