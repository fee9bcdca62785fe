using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.Sealing;

namespace BankView.Data.Imports;

/// <summary>
/// Stores what an import found new in an account, and brings along what follows from it: merchants, cards, the sums of its days, and
/// alerts for payments that stand out.
/// </summary>
internal sealed class NewTransactions(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, Guid importId,
    DateTimeOffset now, int rowsPerInsert)
{
    // A page that shows progress wants a few dozen steps, not one per row.
    private const int ProgressStep = 1000;

    private readonly PaymentAlerts _alerts = new(connection, transaction, userId, key, now);
    private readonly Dictionaries _dictionaries = new(connection, transaction, userId, key);

    public async Task Store(Guid accountId, IReadOnlyList<PreparedRow> rows, ImportCounts counts, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            counts.Stored(0);
            return;
        }

        await _dictionaries.AddMerchants(rows);
        await _dictionaries.AddCards(rows, accountId);
        await StoreRows(accountId, rows, counts, cancellation);
        await AccountDays.Recount(connection, transaction, userId, accountId, rows.Min(row => row.OccurredDay), rows.Max(row => row.OccurredDay));
        await _alerts.Look(accountId, rows);
    }

    private async Task StoreRows(Guid accountId, IReadOnlyList<PreparedRow> rows, ImportCounts counts, CancellationToken cancellation)
    {
        await using var inserter = new RowInserter(connection, transaction, userId, key, importId, accountId, rowsPerInsert);
        var steps = rows.Chunk(ProgressStep).ToList();
        var next = Task.Run(() => inserter.Seal(steps[0]), CancellationToken.None);
        for (var step = 0; step < steps.Count; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var ready = await next;
            var following = step + 1 < steps.Count ? steps[step + 1] : [];
            // The next rows are sealed on another core while these are stored.
            next = Task.Run(() => inserter.Seal(following), CancellationToken.None);
            await inserter.Store(ready);
            counts.Stored(ready.Count);
        }

        await inserter.Finish();
    }
}
