using System.Data.Common;
using BankView.Data.Alerts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>Stores the pages of one reading, each in one transaction with how far it brought the reading.</summary>
internal sealed class PageWriter(Databases databases, UserId userId, Guid linkId, MemberKey key, LinkLease lease, TimeProvider clock)
{
    internal static readonly SealedColumn Cursor = new("bank_links", "sealed_cursor");

    /// <summary>
    /// Stores a page, unless the link, its institution or its consent is not as it was when the bank was asked: then nothing of it is
    /// stored, and the answer says what to end with. Null when the reading may go on.
    /// </summary>
    public async Task<SyncEnd?> Store(SyncReading reading, SyncPage page, CancellationToken cancellation)
    {
        var end = await databases.Data.Write((connection, transaction) => Store(connection, transaction, reading, page), cancellation);
        if (end is null)
        {
            databases.Changes.Tell(userId);
        }

        return end;
    }

    private async Task<SyncEnd?> Store(DbConnection connection, DbTransaction transaction, SyncReading reading, SyncPage page)
    {
        var now = clock.GetUtcNow();
        var isMember = await MemberTurn.Take(connection, transaction, userId);
        if (!await lease.Hold(connection, transaction))
        {
            return await lease.IsVoid(connection, transaction) ? SyncEnd.Changed : SyncEnd.TakenOver;
        }

        var state = await connection.QuerySingleOrDefaultAsync<LinkState>(LinkState.Sql, new { userId, linkId, now }, transaction);
        if (!isMember || state is not { MayBeRead: true } || !await IsCoveredAsBefore(connection, transaction, reading, now))
        {
            return SyncEnd.Changed;
        }

        reading.Note(page);
        reading.HasNextCursor |= page.NextCursor is not null;
        var changes = new AccountChanges(connection, transaction, userId, linkId, key, now, databases.Data.RowsPerInsert);
        foreach (var account in reading.Accounts.Where(account => account.Account.ReadsTransactions))
        {
            await StoreRows(connection, transaction, changes, account, page, reading.HasNextCursor);
        }

        await StoreBalances(connection, transaction, reading, page, now);
        if (changes.LeavesMerchants)
        {
            await MerchantStore.RemoveUnused(connection, transaction, userId, key);
        }
        else if (changes.Added + changes.Changed > 0)
        {
            await MerchantStore.Repack(connection, transaction, userId, key);
        }

        if (page.NextCursor is { } cursor)
        {
            await connection.ExecuteAsync("UPDATE bank_links SET sealed_cursor = @next WHERE user_id = @userId AND id = @linkId",
                new { userId, linkId, next = key.Seal(Cursor, linkId, cursor) }, transaction);
        }

        var counts = new SyncCounts(changes.Added, changes.Changed, changes.Removed, page.UnreadableRows, page.Calls);
        reading.CallsToday = await new RunRecord(userId, linkId, lease.RunId).Count(connection, transaction, counts, now);
        reading.Counts += counts;
        return null;
    }

    private async Task StoreRows(DbConnection connection, DbTransaction transaction, AccountChanges changes, AccountReading account, SyncPage page, bool isLast)
    {
        bool IsOurs(string bankId) => string.Equals(bankId, account.BankId, StringComparison.Ordinal);

        var rows = page.Rows.Where(row => IsOurs(row.AccountId)).ToList();
        if (rows.Count > 0)
        {
            await Apply(sorting => sorting.Sort(rows));
        }

        account.TakenBack.AddRange(page.Removed.Where(row => IsOurs(row.AccountId)).Select(row => row.TransactionId));
        var finished = page.Finished.Where(one => IsOurs(one.Window.AccountId)).ToList();
        finished.ForEach(one => account.Coverage?.Finish(one));
        if (isLast || finished.Count > 0)
        {
            await Apply(sorting => sorting.SortSettled(isLast));
            await changes.Apply(account.Account.Id, await VanishedRows.Find(connection, transaction, userId, key, account, isLast));
            await StoreProgress(connection, transaction, account);
        }

        async Task Apply(Func<AccountRows, Task> sort)
        {
            var sorting = new AccountRows(connection, transaction, userId, key, account);
            await sort(sorting);
            await changes.Apply(account.Account.Id, sorting);
        }
    }

    private async Task StoreProgress(DbConnection connection, DbTransaction transaction, AccountReading account)
    {
        var today = CallBudget.DayOf(clock.GetUtcNow());
        if (account.Coverage is { } coverage && coverage.ReadTo >= coverage.From)
        {
            await connection.ExecuteAsync("""
                INSERT INTO account_syncs (user_id, account_id, link_id, read_from, read_to) VALUES (@userId, @accountId, @linkId, @from, @to)
                ON CONFLICT (user_id, account_id) DO UPDATE SET link_id = excluded.link_id,
                    read_from = CASE WHEN account_syncs.read_from < excluded.read_from THEN account_syncs.read_from ELSE excluded.read_from END,
                    read_to = CASE WHEN account_syncs.read_to > excluded.read_to THEN account_syncs.read_to ELSE excluded.read_to END
                """, new { userId, accountId = account.Account.Id, linkId, from = coverage.From, to = coverage.ReadTo < today ? coverage.ReadTo : today }, transaction);
        }
    }

    private async Task StoreBalances(DbConnection connection, DbTransaction transaction, SyncReading reading, SyncPage page, DateTimeOffset now)
    {
        foreach (var stated in page.Accounts)
        {
            if (reading.Find(stated.Id) is { Account.ReadsBalances: true } account)
            {
                account.HasBalance = true;
                if (!await StatedBalances.Store(connection, transaction, userId, linkId, account.Account, stated, now))
                {
                    reading.Note(new ConnectorProblem(ProblemKind.PartialData) { AccountId = stated.Id });
                    continue;
                }

                await new LowBalances(connection, transaction, userId, key, now).Look(account.Account.Id);
            }
        }
    }

    private async Task<bool> IsCoveredAsBefore(DbConnection connection, DbTransaction transaction, SyncReading reading, DateTimeOffset now)
    {
        var covered = await connection.QueryAsync<SyncAccount>(
            SyncAccount.Sql, new { userId, linkId, now, pendingSince = SyncPlan.PendingSince(now) }, transaction);
        return !reading.Accounts.Select(account => account.Account.Coverage).Except(covered.Select(account => account.Coverage)).Any();
    }
}
