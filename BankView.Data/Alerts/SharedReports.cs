using System.Data.Common;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>
/// Fraud that members confirmed and chose to share (<see cref="ReportSharingStore"/>), by a fingerprint of the merchant that nobody reads
/// without the installation's key. Runs inside the transaction of who answers, or whose payments are looked at.
/// </summary>
internal sealed class SharedReports(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, DateTimeOffset now)
{
    private IReadOnlyDictionary<Tag, MerchantReports>? _ofOthers;

    /// <summary>What other members confirmed at this merchant; nothing where they are too few to count.</summary>
    /// <param name="merchant">Its cleaned name.</param>
    public async Task<MerchantReports> At(string merchant)
    {
        _ofOthers ??= await ListOfAllMembers();
        return _ofOthers.Count > 0 && PrintOf(merchant) is { } print ? _ofOthers.GetValueOrDefault(print) : default;
    }

    /// <summary>Reports the alert's merchant, or takes the report back, as the member's answer now is.</summary>
    public async Task Follow(Guid alertId, MemberAnswer? answer)
    {
        // What is too old to count is kept no longer.
        await connection.ExecuteAsync("""
            DELETE FROM merchant_reports WHERE user_id = @userId AND (alert_id = @alertId OR reported_at <= @since)
            """, new { userId, alertId, since = now - MerchantReports.Window }, transaction);
        if (answer is MemberAnswer.WasNotMe && await MerchantToShare(alertId) is { } merchant && PrintOf(merchant) is { } print)
        {
            await connection.ExecuteAsync("""
                INSERT INTO merchant_reports (user_id, alert_id, merchant_print, reported_at) VALUES (@userId, @alertId, @print, @now)
                """, new { userId, alertId, print, now }, transaction);
        }
    }

    /// <summary>
    /// Across the installation: where other members than this one confirmed fraud within the window, by fingerprint, with their number and
    /// nothing of their finances. Several reports of one member count as one.
    /// </summary>
    private async Task<IReadOnlyDictionary<Tag, MerchantReports>> ListOfAllMembers()
    {
        var rows = await connection.QueryAsync<(Tag Print, long Members, DateTimeOffset First)>("""
            SELECT r.merchant_print, count(DISTINCT r.user_id), MIN(r.reported_at) FROM merchant_reports r
            JOIN users u ON u.id = r.user_id AND u.status = 'Active' AND u.is_member
            WHERE r.reported_at > @since AND r.user_id <> @userId
            GROUP BY r.merchant_print HAVING count(DISTINCT r.user_id) >= @least
            """, new { userId, since = now - MerchantReports.Window, least = MerchantReports.LeastOfMembers }, transaction);
        return rows.ToDictionary(row => row.Print, row => MerchantReports.OfMembers((int)row.Members, now - row.First));
    }

    private async Task<string?> MerchantToShare(Guid alertId)
    {
        var details = await connection.QuerySingleOrDefaultAsync<byte[]>("""
            SELECT t.sealed FROM alerts t JOIN report_sharing s ON s.user_id = t.user_id
            WHERE t.user_id = @userId AND t.id = @alertId AND t.rule = 'UnusualPayment'
            """, new { userId, alertId }, transaction);
        return details is null ? null : AlertDetails.Open(key, alertId, details).Merchant;
    }

    // Rows without a name are of no one merchant.
    private Tag? PrintOf(string merchant) =>
        string.IsNullOrWhiteSpace(merchant) ? null : key.SharedTagOf("reported merchant", MerchantName.Key(merchant));
}
