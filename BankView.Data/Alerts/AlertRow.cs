using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.Sealing;

namespace BankView.Data.Alerts;

/// <summary>An alert as it stands in its table, with the names around it.</summary>
internal sealed record AlertRow
{
    public const string Columns = """
        t.id, t.rule, t.raised_at AS RaisedAt, t.account_id AS AccountId, t.transaction_id AS TransactionId, t.merchant_tag AS MerchantTag,
        t.ends_at AS EndsAt, t.answer, t.answered_at AS AnsweredAt, t.seen_at AS SeenAt, t.is_quiet AS IsQuiet, t.sealed,
        a.sealed AS SealedAccount, l.id AS LinkId, l.sealed AS SealedBank, i.phone,
        EXISTS (SELECT 1 FROM transactions p WHERE p.user_id = t.user_id AND p.id = t.transaction_id) AS IsStored
        """;

    public const string From = """
        FROM alerts t
        LEFT JOIN accounts a ON a.user_id = t.user_id AND a.id = t.account_id
        LEFT JOIN bank_links l ON l.user_id = t.user_id AND l.id = COALESCE(t.link_id, a.link_id)
        LEFT JOIN institutions i ON i.id = l.institution_id
        """;

    public required Guid Id { get; init; }

    public required string Rule { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required Guid? AccountId { get; init; }

    public required Guid? TransactionId { get; init; }

    public required Tag? MerchantTag { get; init; }

    public required DateTimeOffset? EndsAt { get; init; }

    public required string? Answer { get; init; }

    public required DateTimeOffset? AnsweredAt { get; init; }

    public required DateTimeOffset? SeenAt { get; init; }

    public required bool IsQuiet { get; init; }

    public required byte[] Sealed { get; init; }

    public required byte[]? SealedAccount { get; init; }

    public required Guid? LinkId { get; init; }

    public required byte[]? SealedBank { get; init; }

    public required string? Phone { get; init; }

    public required bool IsStored { get; init; }

    public Alert Open(MemberKey key)
    {
        var details = AlertDetails.Open(key, Id, Sealed);
        return new Alert
        {
            Id = Id,
            Rule = Enum.Parse<AlertRule>(Rule),
            RaisedAt = RaisedAt,
            AccountId = AccountId,
            AccountName = SealedAccount is null ? null : key.Open(AccountStore.Details, AccountId!.Value, SealedAccount, 1)[0],
            LinkId = LinkId,
            BankName = SealedBank is null ? null : key.Open(BankLinkStore.Name, LinkId!.Value, SealedBank, 1)[0],
            BankPhone = Phone,
            Payment = PaymentOf(details),
            Evidence = details.Evidence,
            Threshold = details.Threshold,
            Balance = Rule is not nameof(AlertRule.LowBalance) ? null : new AlertBalance
            {
                Amount = details.Amount!.Value,
                IsAvailable = details.IsAvailable,
                AsOf = details.At!.Value,
            },
            LinkState = details.LinkState,
            ConsentEndsAt = EndsAt,
            Month = details.Month,
            Answer = Answer is null ? null : Enum.Parse<MemberAnswer>(Answer),
            AnsweredAt = AnsweredAt,
            SeenAt = SeenAt,
            IsQuiet = IsQuiet,
            QuietBecause = details.QuietBecause,
        };
    }

    private AlertPayment? PaymentOf(AlertDetails details) => TransactionId is not { } transactionId ? null : new AlertPayment
    {
        TransactionId = transactionId,
        IsStored = IsStored,
        Merchant = details.Merchant!,
        MerchantTag = MerchantTag!.Value,
        Amount = details.Amount!.Value,
        OccurredAt = details.At!.Value,
        CardLastFour = details.CardLastFour,
    };
}
