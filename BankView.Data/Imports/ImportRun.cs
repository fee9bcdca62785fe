using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.BankLinks;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Data.Statements;
using BankView.Data.Transactions;
using Dapper;

namespace BankView.Data.Imports;

/// <summary>One import inside its transaction.</summary>
internal sealed class ImportRun(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, BankLinkStore links,
    ConsentStore consents, TimeProvider clock, int rowsPerInsert)
{
    private readonly Guid _importId = Guid.CreateVersion7();
    private readonly NewAccounts _newAccounts = new(connection, transaction, userId, key, links, consents, clock);
    private readonly AccountMatchers _matchers = new(connection, transaction, userId, key);

    public async Task<ImportResult?> Store(IReadOnlyList<ImportPart> parts, int unreadableRows, IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        if (!await MemberTurn.Take(connection, transaction, userId) || !await OwnsAccounts(parts))
        {
            return null;
        }

        var counts = new ImportCounts(parts.Sum(part => part.Statement.Rows.Count), progress);
        var transactions = new NewTransactions(connection, transaction, userId, key, _importId, clock.GetUtcNow(), rowsPerInsert);
        var accounts = new List<Guid>();
        foreach (var part in parts)
        {
            var accountId = await AccountOf(part);
            await transactions.Store(accountId, await NewRowsOf(part, accountId, counts), counts, cancellation);
            await StoreBalance(part.Statement, accountId);
            accounts.Add(accountId);
        }

        await _newAccounts.RenewConsents();
        var balances = new LowBalances(connection, transaction, userId, key, clock.GetUtcNow());
        foreach (var accountId in accounts.Distinct())
        {
            await balances.Look(accountId);
        }

        await MerchantStore.Repack(connection, transaction, userId, key);
        await Record(parts, counts, unreadableRows);
        return new ImportResult(_importId, counts.New, counts.Known, counts.LeftOut, [.. accounts.Distinct()]);
    }

    private async Task<bool> OwnsAccounts(IReadOnlyList<ImportPart> parts)
    {
        var own = await connection.QueryAsync<Guid>("SELECT id FROM accounts WHERE user_id = @userId", new { userId }, transaction);
        return !parts.Select(part => part.AccountId).OfType<Guid>().Except(own).Any();
    }

    /// <summary>The part's account, made with its link when new.</summary>
    private async Task<Guid> AccountOf(ImportPart part)
    {
        if (part.AccountId is { } existing)
        {
            await AccountNumbers.Take(connection, transaction, userId, key, existing, part.Statement.Account, _importId);
            return existing;
        }

        return await _newAccounts.Of(part);
    }

    private async Task<List<PreparedRow>> NewRowsOf(ImportPart part, Guid accountId, ImportCounts counts)
    {
        var rows = part.Statement.Rows;
        var matcher = await _matchers.For(accountId, rows);
        var fresh = new List<PreparedRow>();
        foreach (var row in PreparedRow.PrepareAll(rows, key, accountId))
        {
            if (counts.TakesIn(await matcher.MatchAndAdd(row, part.LeaveOutLookAlikes), part.LeaveOutLookAlikes))
            {
                fresh.Add(row);
            }
        }

        return fresh;
    }

    private async Task StoreBalance(StatementPart statement, Guid accountId)
    {
        if ((statement.Current ?? statement.Available) is { } stated)
        {
            await connection.ExecuteAsync("""
                INSERT INTO balances (user_id, account_id, as_of, import_id, has_time, current_minor, available_minor)
                VALUES (@userId, @accountId, @asOf, @importId, @hasTime, @current, @available)
                ON CONFLICT (user_id, account_id, as_of, import_id) DO UPDATE
                SET current_minor = excluded.current_minor, available_minor = excluded.available_minor
                """, new
            {
                userId,
                accountId,
                asOf = stated.AsOf.At,
                importId = _importId,
                hasTime = stated.AsOf.HasTime,
                current = statement.Current?.Amount.MinorUnits,
                available = statement.Available?.Amount.MinorUnits,
            }, transaction);
            await AccountDays.UseNewestBalance(connection, transaction, userId, accountId);
        }
    }

    /// <summary>For the list from which the import can be undone.</summary>
    private Task<int> Record(IReadOnlyList<ImportPart> parts, ImportCounts counts, int unreadableRows) => connection.ExecuteAsync("""
        INSERT INTO imports (user_id, id, format, new_rows, known_rows, unreadable_rows, sealed, created_at)
        VALUES (@userId, @id, @format, @fresh, @known, @unreadableRows, @names, @now)
        """, new
    {
        userId,
        id = _importId,
        format = string.Join(',', parts.Select(part => part.Format).Distinct()),
        fresh = (long)counts.New,
        known = (long)counts.Known,
        unreadableRows = (long)unreadableRows,
        names = key.Seal(ImportStore.FileNames, _importId, string.Join(", ", parts.Select(part => part.FileName).Distinct(StringComparer.Ordinal))),
        now = clock.GetUtcNow(),
    }, transaction);
}
