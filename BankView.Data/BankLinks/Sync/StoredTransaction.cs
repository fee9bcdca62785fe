using BankView.Data.Sealing;
using BankView.Data.Transactions;

namespace BankView.Data.BankLinks.Sync;

/// <summary>A transaction as it is stored, with what a reading compares and changes.</summary>
internal sealed record StoredTransaction
{
    public const string Columns = """
        t.id, t.status, t.occurred_at AS OccurredAt, t.has_time AS HasTime, t.posted_at AS PostedAt, t.amount_minor AS AmountMinor,
        t.currency, t.is_card AS IsCard, t.category, t.merchant_tag AS MerchantTag, t.card_tag AS CardTag,
        t.external_tag AS ExternalTag, t.missing_since AS MissingSince, t.sealed,
        (SELECT m.sealed FROM merchants m WHERE m.user_id = t.user_id AND m.merchant_tag = t.merchant_tag) AS SealedMerchant,
        EXISTS (SELECT 1 FROM imports i WHERE i.user_id = t.user_id AND i.id = t.import_id) AS IsFromFile
        """;

    private string? _merchant;

    public required Guid Id { get; init; }

    public required TransactionStatus Status { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required bool HasTime { get; init; }

    public required DateTimeOffset? PostedAt { get; init; }

    public required long AmountMinor { get; init; }

    public required Currency Currency { get; init; }

    public required bool IsCard { get; init; }

    public required Category Category { get; init; }

    public required Tag MerchantTag { get; init; }

    public required Tag? CardTag { get; init; }

    public required Tag ExternalTag { get; init; }

    public required DateTimeOffset? MissingSince { get; init; }

    public required byte[] Sealed { get; init; }

    public required byte[] SealedMerchant { get; init; }

    /// <summary>A statement file brought it, and no reading has met it yet.</summary>
    public required bool IsFromFile { get; init; }

    public bool IsPending => Status is TransactionStatus.Pending;

    public DateOnly OccurredDay => DateOnly.FromDateTime(OccurredAt.UtcDateTime);

    public DateOnly? PostedDay => PostedAt is { } posted ? DateOnly.FromDateTime(posted.UtcDateTime) : null;

    public DateOnly FirstDay => PostedDay < OccurredDay ? PostedDay.Value : OccurredDay;

    public DateOnly LastDay => PostedDay > OccurredDay ? PostedDay.Value : OccurredDay;

    public string Merchant(MemberKey key) => _merchant ??= MerchantStore.OpenName(key, MerchantTag, SealedMerchant);
}
