using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using BankView.Data.Sealing;
using BankView.Data.Statements;
using BankView.Data.Transactions;

namespace BankView.Data.Imports;

/// <summary>
/// A row of a statement, or of a bank's answer, made ready: cleaned, masked and tagged. Sealing waits until it is known to be new.
/// </summary>
internal sealed class PreparedRow
{
    private const int RowsAtOnce = 4096;

    private Guid _id;

    /// <summary>What it is stored under; made when it is new. A preview never asks.</summary>
    public Guid Id
    {
        get => _id == Guid.Empty ? _id = Guid.CreateVersion7() : _id;
        set => _id = value;
    }

    public required StatementRow Row { get; init; }

    public required string Merchant { get; init; }

    public required Tag MerchantTag { get; init; }

    public required Tag ExternalTag { get; set; }

    public required Tag? CardTag { get; init; }

    public required Category Category { get; init; }

    public required string Description { get; init; }

    public required string? Memo { get; init; }

    public bool HasBankId => Row.BankId is { Length: > 0 };

    public long AmountMinor => Row.Amount.MinorUnits;

    public DateOnly OccurredDay { get; private init; }

    public DateOnly? PostedDay { get; private init; }

    public DateOnly FirstDay => PostedDay < OccurredDay ? PostedDay.Value : OccurredDay;

    public DateOnly LastDay => PostedDay > OccurredDay ? PostedDay.Value : OccurredDay;

    /// <summary>All its words, for comparing with stored merchants.</summary>
    public string Text => Memo is null ? Description : $"{Description} {Memo}";

    /// <summary>
    /// Makes the rows of one account ready, some thousands at a time, so that a long file is never there twice. A bank's id counts
    /// together with day and amount, because banks use ids again (for other rows of a file, or from one download to the next). Rows
    /// without an id are told apart by day, amount, text and their place among equals of that day.
    /// </summary>
    public static IEnumerable<PreparedRow> PrepareAll(IReadOnlyList<StatementRow> rows, MemberKey key, Guid accountId) =>
        PrepareAll(rows, key, accountId, isSynced: false);

    /// <summary>The same for rows that a connector read: there a bank's id stands for its transaction whatever else changes.</summary>
    public static List<PreparedRow> PrepareSynced(IReadOnlyList<StatementRow> rows, MemberKey key, Guid accountId) =>
        [.. PrepareAll(rows, key, accountId, isSynced: true)];

    /// <summary>The tag of a synced row that has a bank's id.</summary>
    public static Tag SyncedTag(MemberKey key, Guid accountId, string bankId) =>
        key.TagOf("synced transaction", $"{accountId.ToString("N")}|{bankId}");

    private static IEnumerable<PreparedRow> PrepareAll(IReadOnlyList<StatementRow> rows, MemberKey key, Guid accountId, bool isSynced)
    {
        var account = accountId.ToString("N");
        var cards = new ConcurrentDictionary<string, Tag>(StringComparer.Ordinal);
        var merchants = new ConcurrentDictionary<string, (string Name, Tag Tag)>(StringComparer.Ordinal);
        var equals = new Dictionary<Tag, int>(rows.Count);
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            foreach (var row in some.AsParallel().AsOrdered().Select(row => Prepare(row, key, account, merchants, cards, SyncedTagOf(row))).ToArray())
            {
                if (!row.HasBankId)
                {
                    ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(equals, row.ExternalTag, out _);
                    if (++count > 1)
                    {
                        row.ExternalTag = key.TagOf("transaction again", $"{row.ExternalTag.Value:x32}|{count}");
                    }
                }

                yield return row;
            }

            // Names that repeat are worth remembering; a file in which none does must not be remembered whole.
            if (merchants.Count > RowsAtOnce / 2)
            {
                merchants.Clear();
            }
        }

        Tag? SyncedTagOf(StatementRow row) => isSynced && row.BankId is { Length: > 0 } id ? SyncedTag(key, accountId, id) : null;
    }

    private static PreparedRow Prepare(StatementRow row, MemberKey key, string account,
        ConcurrentDictionary<string, (string Name, Tag Tag)> merchants, ConcurrentDictionary<string, Tag> cards, Tag? syncedTag)
    {
        var day = row.OccurredAt.DayIn(TimeZoneInfo.Utc);
        var (merchant, merchantTag) = merchants.GetOrAdd(string.IsNullOrWhiteSpace(row.Name) ? row.Memo ?? "" : row.Name, raw =>
        {
            var name = CardNumberMask.Apply(MerchantName.Clean(raw, memo: null));
            return (name, key.TagOf("merchant", MerchantName.Key(name)));
        });
        return new PreparedRow
        {
            Row = row,
            Merchant = merchant,
            MerchantTag = merchantTag,
            ExternalTag = syncedTag ?? TagOf(row, key, account, day),
            CardTag = row.CardLastFour is { Length: > 0 } card ? cards.GetOrAdd(card, last => key.TagOf("card", $"{account}|{last}")) : null,
            Category = CategoryOf(row, merchant),
            Description = CardNumberMask.Apply(row.Name),
            Memo = row.Memo is null ? null : CardNumberMask.Apply(row.Memo),
            OccurredDay = day,
            PostedDay = row.PostedAt?.DayIn(TimeZoneInfo.Utc),
        };
    }

    private static Tag TagOf(StatementRow row, MemberKey key, string account, DateOnly day)
    {
        var content = string.Create(CultureInfo.InvariantCulture, $"{account}|{day:yyyyMMdd}|{row.Amount.MinorUnits}|{row.Amount.Currency}");
        return row.BankId is { Length: > 0 } id
            ? key.TagOf("transaction id", $"{content}|{id}")
            : key.TagOf("transaction", $"{content}|{row.Name.Trim()}|{row.Memo?.Trim()}");
    }

    private static Category CategoryOf(StatementRow row, string merchant) => row.MerchantCategoryCode is { } code
        ? MerchantCategories.FromCode(code)
        : CategoryWords.Guess(merchant, row.Memo, row.Amount.MinorUnits > 0);
}
