using BankView.Data.BankLinks.Connectors;
using BankView.Data.Imports;
using BankView.Data.Sealing;
using BankView.Data.Statements;

namespace BankView.Data.BankLinks.Sync;

/// <summary>
/// What one reading knows of one account so far. It lives in memory alone: a reading that is interrupted begins again before the
/// first day that is not settled, so whatever stood here comes again.
/// </summary>
internal sealed class AccountReading(SyncAccount account, string bankId, AccountCoverage? coverage)
{
    private readonly Dictionary<Tag, PreparedRow> _held = [];
    private readonly List<StatementRow> _withoutId = [];

    public SyncAccount Account => account;

    public string BankId => bankId;

    /// <summary>Null when no transactions are asked for.</summary>
    public AccountCoverage? Coverage => coverage;

    /// <summary>Stored rows that came, or were made, in this reading: nothing else is taken for them, and they have not vanished.</summary>
    public HashSet<Guid> Seen { get; } = [];

    /// <summary>The tags of rows, each with that of the pending row whose place it takes, as far as the bank told.</summary>
    public Dictionary<Tag, Tag> PendingTags { get; } = [];

    /// <summary>Pending rows that others have taken the place of, should the bank send them once more.</summary>
    public HashSet<Tag> Replaced { get; } = [];

    /// <summary>What the bank took back, by its ids; done when the reading is whole, for another row may still take the place.</summary>
    public List<string> TakenBack { get; } = [];

    /// <summary>The day up to which vanished rows have been looked for.</summary>
    public DateOnly? LookedTo { get; set; }

    public bool HasBalance { get; set; }

    /// <summary>
    /// Keeps a row until its days are settled: it looks like a stored one that has not come yet, and may.
    /// </summary>
    public void Hold(PreparedRow row) => _held[row.ExternalTag] = row;

    /// <summary>Rows without an id are told apart by their place among equals of a day, so all of the day must have come.</summary>
    public void HoldWithoutId(IEnumerable<StatementRow> rows) => _withoutId.AddRange(rows);

    /// <summary>The rows kept whose days are settled; all of them when the reading is whole.</summary>
    public List<PreparedRow> TakeSettled(MemberKey key, bool isWhole)
    {
        bool IsSettled(DateOnly last) => isWhole || (coverage is { } days && (days.IsWhole || last <= days.SettledTo));

        var rows = _held.Values.Where(row => IsSettled(row.LastDay)).ToList();
        rows.ForEach(row => _held.Remove(row.ExternalTag));
        var withoutId = _withoutId.Where(row => IsSettled(row.OccurredAt.DayIn(TimeZoneInfo.Utc))).ToList();
        _withoutId.RemoveAll(row => IsSettled(row.OccurredAt.DayIn(TimeZoneInfo.Utc)));
        return [.. rows, .. PreparedRow.PrepareSynced(withoutId, key, account.Id)];
    }

    public static StatementRow ToStatementRow(BankTransaction row) => new()
    {
        Line = 0,
        OccurredAt = row.OccurredAt,
        PostedAt = row.PostedAt,
        Amount = row.Amount,
        Status = row.Status,
        BankId = row.Id,
        Name = row.Name,
        Memo = row.Memo,
        IsCard = row.IsCard,
        CardLastFour = row.CardLastFour,
        MerchantCategoryCode = row.MerchantCategoryCode,
        HasFraudNotice = row.HasFraudNotice,
    };
}
