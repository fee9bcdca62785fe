using BankView.Data.Sealing;

namespace BankView.Data.Transactions;

/// <summary>A transaction with its merchant, as SQL returns it.</summary>
internal sealed record TransactionRow
{
    // The merchant is asked for by row: a join would leave it to the planner to begin with the merchants and sort at the end.
    public const string Columns = """
        t.id, t.account_id AS AccountId, t.status, t.occurred_at AS OccurredAt, t.has_time AS HasTime, t.amount_minor AS AmountMinor,
        t.currency, t.is_card AS IsCard, t.category, t.merchant_tag AS MerchantTag,
        (SELECT m.sealed FROM merchants m WHERE m.user_id = t.user_id AND m.merchant_tag = t.merchant_tag) AS SealedMerchant
        """;

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required TransactionStatus Status { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required bool HasTime { get; init; }

    public required long AmountMinor { get; init; }

    public required Currency Currency { get; init; }

    public required bool IsCard { get; init; }

    public required Category Category { get; init; }

    public required Tag MerchantTag { get; init; }

    public required byte[] SealedMerchant { get; init; }

    public DateTimeOffset? PostedAt { get; init; }

    public byte[] Sealed { get; init; } = [];

    /// <summary>Opens the rows of a list; each merchant once.</summary>
    public static IReadOnlyList<Transaction> OpenAll(IEnumerable<TransactionRow> rows, MemberKey key)
    {
        var merchants = new Dictionary<Tag, string>();
        var opened = new List<Transaction>();
        foreach (var row in rows)
        {
            if (!merchants.TryGetValue(row.MerchantTag, out var name))
            {
                name = MerchantStore.OpenName(key, row.MerchantTag, row.SealedMerchant);
                merchants.Add(row.MerchantTag, name);
            }

            opened.Add(row.Open(name));
        }

        return opened;
    }

    public TransactionDetails OpenDetails(MemberKey key)
    {
        var fields = key.Open(TransactionStore.Details, Id, Sealed, 3);
        return new TransactionDetails
        {
            Transaction = Open(MerchantStore.OpenName(key, MerchantTag, SealedMerchant)),
            Description = fields[0] ?? "",
            Memo = fields[1],
            CardLastFour = fields[2],
            PostedAt = PostedAt is { } posted ? new BankTime(posted, HasTime) : null,
        };
    }

    private Transaction Open(string merchant) => new()
    {
        Id = Id,
        AccountId = AccountId,
        Status = Status,
        OccurredAt = new BankTime(OccurredAt, HasTime),
        Amount = new Money(AmountMinor, Currency),
        IsCard = IsCard,
        Category = Category,
        Merchant = merchant,
        MerchantTag = MerchantTag,
    };
}
