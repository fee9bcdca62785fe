using System.Globalization;
using System.Runtime.InteropServices;
using BankView.Data.Sealing;
using BankView.Data.Statements;
using BankView.Data.Transactions;

namespace BankView.Data.Imports;

/// <summary>A statement row made ready: cleaned, masked and tagged. Sealing waits until it is known to be new.</summary>
internal sealed class PreparedRow
{
    public required StatementRow Row { get; init; }

    public required string Merchant { get; init; }

    public required Tag MerchantTag { get; init; }

    public required Tag ExternalTag { get; init; }

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
    /// Makes the rows of one account ready. A bank's id counts together with day and amount, because banks use ids again (for other
    /// rows of a file, or from one download to the next). Rows without an id are told apart by day, amount, text and their place
    /// among equals of that day.
    /// </summary>
    public static List<PreparedRow> PrepareAll(IReadOnlyList<StatementRow> rows, MemberKey key, Guid accountId)
    {
        var account = accountId.ToString("N");
        var equals = new Dictionary<Tag, int>();
        var merchants = new Dictionary<(string, string?), (string Name, Tag Tag)>();
        var cards = new Dictionary<string, Tag>(StringComparer.Ordinal);
        var prepared = new List<PreparedRow>(rows.Count);
        foreach (var row in rows)
        {
            var day = row.OccurredAt.DayIn(TimeZoneInfo.Utc);
            if (!merchants.TryGetValue((row.Name, row.Memo), out var merchant))
            {
                var name = CardNumberMask.Apply(MerchantName.Clean(row.Name, row.Memo));
                merchant = (name, key.TagOf("merchant", MerchantName.Key(name)));
                // Texts that differ in every row (references, times) would make this as large as the file.
                if (merchants.Count < 20_000)
                {
                    merchants.Add((row.Name, row.Memo), merchant);
                }
            }

            var dayText = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            var content = string.Create(CultureInfo.InvariantCulture, $"{account}|{dayText}|{row.Amount.MinorUnits}|{row.Amount.Currency}");
            prepared.Add(new PreparedRow
            {
                Row = row,
                Merchant = merchant.Name,
                MerchantTag = merchant.Tag,
                ExternalTag = TagOf(row, key, content, equals),
                CardTag = row.CardLastFour is { Length: > 0 } card ? TagOfCard(card, account, key, cards) : null,
                Category = CategoryOf(row, merchant.Name),
                Description = CardNumberMask.Apply(row.Name),
                Memo = row.Memo is null ? null : CardNumberMask.Apply(row.Memo),
                OccurredDay = day,
                PostedDay = row.PostedAt?.DayIn(TimeZoneInfo.Utc),
            });
        }

        return prepared;
    }

    private static Tag TagOf(StatementRow row, MemberKey key, string content, Dictionary<Tag, int> equals)
    {
        if (row.BankId is { Length: > 0 } id)
        {
            return key.TagOf("transaction id", $"{content}|{id}");
        }

        var tag = key.TagOf("transaction", $"{content}|{row.Name.Trim()}|{row.Memo?.Trim()}");
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(equals, tag, out _);
        count++;
        return count == 1 ? tag : key.TagOf("transaction again", $"{tag.Value:x32}|{count}");
    }

    private static Tag TagOfCard(string lastFour, string account, MemberKey key, Dictionary<string, Tag> known)
    {
        if (!known.TryGetValue(lastFour, out var tag))
        {
            known[lastFour] = tag = key.TagOf("card", $"{account}|{lastFour}");
        }

        return tag;
    }

    private static Category CategoryOf(StatementRow row, string merchant) => row.MerchantCategoryCode is { } code
        ? MerchantCategories.FromCode(code)
        : CategoryWords.Guess(merchant, row.Memo, row.Amount.MinorUnits > 0);
}
