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
    // A page that shows progress wants a few dozen steps, not one per row.
    private const int ProgressStep = 1000;

    private readonly List<Guid> _accounts = [];
    private readonly Guid _importId = Guid.CreateVersion7();
    private readonly NewAccounts _newAccounts = new(connection, transaction, userId, key, links, consents, clock);
    private readonly PaymentAlerts _alerts = new(connection, transaction, userId, key, clock.GetUtcNow());
    private readonly AccountMatchers _matchers = new(connection, transaction, userId, key);
    private int _done;
    private int _fresh;
    private int _known;
    private int _leftOut;

    public async Task<ImportResult?> Store(IReadOnlyList<ImportPart> parts, int unreadableRows, IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        if (!await MemberTurn.Take(connection, transaction, userId) || !await OwnsAccounts(parts))
        {
            return null;
        }

        var total = parts.Sum(part => part.Statement.Rows.Count);
        var newAccounts = new Dictionary<Guid, Guid>();
        foreach (var part in parts)
        {
            var accountId = await AccountOf(part, newAccounts);
            await StoreRows(part, accountId, total, progress, cancellation);
            await StoreBalance(part.Statement, accountId);
            _accounts.Add(accountId);
        }

        await _newAccounts.RenewConsents();
        var balances = new LowBalances(connection, transaction, userId, key, clock.GetUtcNow());
        foreach (var accountId in _accounts.Distinct())
        {
            await balances.Look(accountId);
        }

        await MerchantStore.Repack(connection, transaction, userId, key);

        await connection.ExecuteAsync("""
            INSERT INTO imports (user_id, id, format, new_rows, known_rows, unreadable_rows, sealed, created_at)
            VALUES (@userId, @id, @format, @fresh, @known, @unreadableRows, @names, @now)
            """, new
        {
            userId,
            id = _importId,
            format = string.Join(',', parts.Select(part => part.Format).Distinct()),
            fresh = (long)_fresh,
            known = (long)_known,
            unreadableRows = (long)unreadableRows,
            names = key.Seal(ImportStore.FileNames, _importId, string.Join(", ", parts.Select(part => part.FileName).Distinct(StringComparer.Ordinal))),
            now = clock.GetUtcNow(),
        }, transaction);
        return new ImportResult(_importId, _fresh, _known, _leftOut, [.. _accounts.Distinct()]);
    }

    private async Task StoreRows(ImportPart part, Guid accountId, int total, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var rows = part.Statement.Rows;
        var matcher = await _matchers.For(accountId, rows);
        var fresh = new List<PreparedRow>();
        foreach (var row in PreparedRow.PrepareAll(rows, key, accountId))
        {
            switch (await matcher.MatchAndAdd(row, part.LeaveOutLookAlikes))
            {
                case RowMatch.Known:
                    _known++;
                    break;
                case RowMatch.LookAlike when part.LeaveOutLookAlikes:
                    _leftOut++;
                    break;
                default:
                    fresh.Add(row);
                    break;
            }
        }

        _done += rows.Count - fresh.Count;
        if (fresh.Count == 0)
        {
            progress?.Report(new ImportProgress(_done, total));
            return;
        }

        var dictionaries = new Dictionaries(connection, transaction, userId, key);
        await dictionaries.AddMerchants(fresh);
        await dictionaries.AddCards(fresh, accountId);
        await using var inserter = new RowInserter(connection, transaction, userId, key, _importId, accountId, rowsPerInsert);
        var steps = fresh.Chunk(ProgressStep).ToList();
        var next = Task.Run(() => inserter.Seal(steps[0]), CancellationToken.None);
        for (var step = 0; step < steps.Count; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var ready = await next;
            var following = step + 1 < steps.Count ? steps[step + 1] : [];
            // The next rows are sealed on another core while these are stored.
            next = Task.Run(() => inserter.Seal(following), CancellationToken.None);
            await inserter.Store(ready);
            _done += ready.Count;
            progress?.Report(new ImportProgress(_done, total));
        }

        await inserter.Finish();
        _fresh += fresh.Count;
        progress?.Report(new ImportProgress(_done, total));
        await AccountDays.Recount(connection, transaction, userId, accountId, fresh.Min(row => row.OccurredDay), fresh.Max(row => row.OccurredDay));
        await _alerts.Look(accountId, fresh);
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

    private async Task<bool> OwnsAccounts(IReadOnlyList<ImportPart> parts)
    {
        var own = await connection.QueryAsync<Guid>("SELECT id FROM accounts WHERE user_id = @userId", new { userId }, transaction);
        return !parts.Select(part => part.AccountId).OfType<Guid>().Except(own).Any();
    }

    /// <summary>The part's account, made with its link when new.</summary>
    private async Task<Guid> AccountOf(ImportPart part, Dictionary<Guid, Guid> newAccounts)
    {
        if (part.AccountId is { } existing)
        {
            await AccountNumbers.Take(connection, transaction, userId, key, existing, part.Statement.Account, _importId);
            return existing;
        }

        var provisional = AccountIdentity.Provisional(key, part);
        if (!newAccounts.TryGetValue(provisional, out var id))
        {
            newAccounts[provisional] = id = await _newAccounts.Add(part);
        }

        return id;
    }
}
