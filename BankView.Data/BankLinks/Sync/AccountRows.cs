using System.Data.Common;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Imports;
using BankView.Data.Sealing;
using BankView.Data.Transactions;

namespace BankView.Data.BankLinks.Sync;

/// <summary>
/// Finds out what each incoming row of one account is, inside the transaction of a page. In order: the row with the same id; the
/// pending row that the bank says it posts; a row that a statement file brought; a stored row that did not come any more and is like
/// it (a pending one that was booked, or one whose id changed). Each stored row stands for one incoming row only, and keeps its own
/// id, so that whatever the member added to it stays. What is none of these is new.
/// </summary>
internal sealed class AccountRows(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, AccountReading reading)
{
    private readonly StoredTransactions _stored = new(connection, transaction, userId, reading.Account.Id);
    private readonly HashSet<Guid> _claimed = [];

    /// <summary>Incoming rows that are stored already, each with what it is.</summary>
    public List<(PreparedRow Row, StoredTransaction Stored)> Met { get; } = [];

    public List<PreparedRow> Fresh { get; } = [];

    /// <summary>Pending rows that stood beside what became of them.</summary>
    public List<StoredTransaction> Gone { get; } = [];

    /// <summary>Sorts the rows of a page. What can only be told when the rest of its days has come is kept in the reading.</summary>
    public async Task Sort(IReadOnlyList<BankTransaction> page)
    {
        reading.HoldWithoutId(page.Where(row => row.Id is null or "").Select(AccountReading.ToStatementRow));
        var withId = page.Where(row => row.Id is { Length: > 0 }).ToList();
        foreach (var row in withId.Where(row => row.PendingId is { Length: > 0 } && !string.Equals(row.PendingId, row.Id, StringComparison.Ordinal)))
        {
            reading.PendingTags[TagOf(row.Id!)] = TagOf(row.PendingId!);
            reading.Replaced.Add(TagOf(row.PendingId!));
        }

        await Place(PreparedRow.PrepareSynced([.. withId.Select(AccountReading.ToStatementRow)], key, reading.Account.Id), isSettled: false);
    }

    /// <summary>Sorts what was kept and is settled by now.</summary>
    public Task SortSettled(bool isWhole) => Place(reading.TakeSettled(key, isWhole), isSettled: true);

    private async Task Place(List<PreparedRow> incoming, bool isSettled)
    {
        var rows = NewestOfEach(incoming);
        if (rows.Count == 0)
        {
            return;
        }

        var known = await _stored.ByTag(rows.SelectMany(row => reading.PendingTags.TryGetValue(row.ExternalTag, out var pending)
            ? [row.ExternalTag, pending] : new[] { row.ExternalTag }));
        rows.RemoveAll(row => known.TryGetValue(row.ExternalTag, out var stored) && Meet(row, stored));
        foreach (var (row, stored) in Met)
        {
            // It was stored beside its own pending row before the bank told that they are one.
            if (PendingOf(row, known) is { } twin && twin.Id != stored.Id && _claimed.Add(twin.Id))
            {
                Gone.Add(twin);
            }
        }

        rows.RemoveAll(row => PendingOf(row, known) is { } pending && Meet(row, pending));
        if (rows.Count > 0)
        {
            await PlaceByLikeness(rows, isSettled);
        }
    }

    private async Task PlaceByLikeness(List<PreparedRow> rows, bool isSettled)
    {
        var candidates = await _stored.OfDays(rows.Min(row => row.FirstDay).AddDays(-Likeness.MostDaysPending),
            rows.Max(row => row.LastDay).AddDays(Likeness.MostDaysPending));
        Match(rows, candidates.Where(stored => stored.IsFromFile));
        var unseen = candidates.Where(stored => IsUnseen(stored)
            && reading.Coverage is { } coverage && (!isSettled || coverage.IsSettled(stored.FirstDay, stored.LastDay))).ToList();
        if (isSettled)
        {
            Match(rows, unseen);
        }
        else
        {
            var likeSome = LikePairs.Of(rows, unseen, key).Select(pair => pair.Row).ToHashSet();
            rows.RemoveAll(row =>
            {
                var waits = likeSome.Contains(row);
                if (waits)
                {
                    reading.Hold(row);
                }

                return waits;
            });
        }

        reading.Seen.UnionWith(rows.Select(row => row.Id));
        Fresh.AddRange(rows);
    }

    private void Match(List<PreparedRow> rows, IEnumerable<StoredTransaction> candidates)
    {
        var met = new HashSet<PreparedRow>();
        foreach (var (row, stored, _) in LikePairs.Of(rows, candidates, key).OrderBy(pair => pair.Likeness.Rank).ThenBy(pair => pair.Stored.Id))
        {
            if (!met.Contains(row) && Meet(row, stored))
            {
                met.Add(row);
            }
        }

        rows.RemoveAll(met.Contains);
    }

    private bool Meet(PreparedRow row, StoredTransaction stored)
    {
        if (!_claimed.Add(stored.Id))
        {
            return false;
        }

        row.Id = stored.Id;
        Met.Add((row, stored));
        reading.Seen.Add(stored.Id);
        return true;
    }

    private StoredTransaction? PendingOf(PreparedRow row, Dictionary<Tag, StoredTransaction> known) =>
        reading.PendingTags.TryGetValue(row.ExternalTag, out var tag) && known.TryGetValue(tag, out var pending) && pending.IsPending ? pending : null;

    // A page may name a row twice: what is booked counts, and else what came last.
    private List<PreparedRow> NewestOfEach(List<PreparedRow> rows) =>
        [.. rows.Where(row => !(row.Row.Status is TransactionStatus.Pending && reading.Replaced.Contains(row.ExternalTag)))
            .GroupBy(row => row.ExternalTag)
            .Select(same => same.LastOrDefault(row => row.Row.Status is TransactionStatus.Posted) ?? same.Last())];

    private bool IsUnseen(StoredTransaction stored) => !stored.IsFromFile && !reading.Seen.Contains(stored.Id) && !_claimed.Contains(stored.Id);

    private Tag TagOf(string bankId) => PreparedRow.SyncedTag(key, reading.Account.Id, bankId);
}
