using System.Data.Common;
using BankView.Data.BankLinks;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Imports;

/// <summary>Brings statements in: preview, import, list and undo. An import is one transaction, so it is there whole or not at all.</summary>
public sealed class ImportStore(Databases databases, MemberKeys keys, BankLinkStore links, ConsentStore consents, TimeProvider clock)
{
    internal static readonly SealedColumn FileNames = new("imports");

    private const int SampleRows = 50;

    // Fewer hardly change what a planner expects, and looking at a table takes some tenths of a second.
    internal const int ManyRows = 10_000;

    /// <summary>What each part would bring, in their order; later parts see what earlier ones would bring. Stores nothing.</summary>
    public async Task<IReadOnlyList<PartPreview>> Preview(UserId userId, IReadOnlyList<ImportPart> parts)
    {
        var key = await keys.Get(userId);
        await using var connection = await databases.Data.Open();
        var own = await OwnByIdentity(connection, userId);
        var matchers = new AccountMatchers(connection, null, userId, key);
        var previews = new List<PartPreview>();
        foreach (var part in parts)
        {
            // A new account is matched under an id of its own; one whose bank and number another has is that one, as in an import.
            var provisional = AccountIdentity.Provisional(key, part);
            var stored = part.AccountId ?? (own.TryGetValue(provisional, out var same) ? same : null);
            var accountId = stored ?? provisional;
            var rows = part.Statement.Rows;
            var matcher = await matchers.For(accountId, rows, isNew: stored is null);
            int known = 0, lookAlikes = 0;
            var fresh = new List<Statements.StatementRow>();
            foreach (var row in PreparedRow.PrepareAll(rows, key, accountId))
            {
                var match = await matcher.MatchAndAdd(row, part.LeaveOutLookAlikes);
                known += match is RowMatch.Known ? 1 : 0;
                lookAlikes += match is RowMatch.LookAlike ? 1 : 0;
                if (match is not RowMatch.Known && fresh.Count < SampleRows)
                {
                    fresh.Add(row.Row);
                }
            }

            previews.Add(new PartPreview
            {
                Part = part,
                KnownRows = known,
                LookAlikes = lookAlikes,
                NewRows = rows.Count - known,
                NewSample = fresh,
            });
        }

        return previews;
    }

    /// <summary>
    /// Stores what is new in these parts in one transaction. Null, and nothing stored, when one names an account that is not
    /// this member's, or the member is blocked.
    /// </summary>
    /// <param name="unreadableRows">How many rows the files had that could not be read, for the list of imports.</param>
    public async Task<ImportResult?> Import(UserId userId, IReadOnlyList<ImportPart> parts, int unreadableRows,
        IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var key = await keys.Get(userId);
        var result = await databases.Data.Write(async (connection, transaction) =>
        {
            var run = new ImportRun(connection, transaction, userId, key, links, consents, clock, databases.Data.RowsPerInsert);
            var stored = await run.Store(parts, unreadableRows, progress, cancellation);
            if (stored is { NewRows: >= ManyRows })
            {
                await databases.Data.Analyze(connection, transaction);
            }

            return stored;
        }, cancellation);
        databases.Changes.Tell(userId);
        return result;
    }

    /// <summary>The member's imports, newest first; empty for a member who is blocked.</summary>
    public async Task<IReadOnlyList<ImportSummary>> List(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        var rows = await connection.QueryAsync<ImportRow>("""
            SELECT i.id, i.sealed, i.new_rows AS NewRows, i.known_rows AS KnownRows, i.unreadable_rows AS UnreadableRows,
                   i.created_at AS CreatedAt
            FROM imports i
            JOIN users u ON u.id = i.user_id AND u.status = 'Active' AND u.is_member
            WHERE i.user_id = @userId
            ORDER BY i.created_at DESC, i.id DESC
            """, new { userId });
        var key = await keys.Get(userId);
        return [.. rows.Select(row => row.Open(key))];
    }

    /// <summary>
    /// Takes back what one import brought: its rows, its balances, and accounts and links that nothing else brought anything to.
    /// Rows that it found already there stay. False when it is not this member's.
    /// </summary>
    public async Task<bool> Undo(UserId userId, Guid importId)
    {
        var key = await keys.Get(userId);
        var undone = await databases.Data.Write((connection, transaction) => ImportUndo.Run(
            connection, transaction, userId, key, importId, clock.GetUtcNow()));
        databases.Changes.Tell(userId);
        return undone;
    }

    private static async Task<Dictionary<Guid, Guid?>> OwnByIdentity(DbConnection connection, UserId userId) =>
        (await connection.QueryAsync<(Guid Id, Tag Identity)>(
            "SELECT a.id, a.identity_tag FROM accounts a WHERE a.user_id = @userId", new { userId }))
        .ToDictionary(account => AccountIdentity.IdOf(account.Identity), account => (Guid?)account.Id);
}
