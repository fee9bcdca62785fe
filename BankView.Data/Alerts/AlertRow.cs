using System.Globalization;
using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.Database;
using BankView.Data.Sealing;

namespace BankView.Data.Alerts;

/// <summary>An alert as it stands in its table, with the names around it.</summary>
internal sealed record AlertRow
{
    public const string Columns = """
        t.id, t.rule, t.raised_at AS RaisedAt, t.account_id AS AccountId, t.transaction_id AS TransactionId, t.merchant_tag AS MerchantTag,
        t.answer, t.answered_at AS AnsweredAt, t.sealed, a.sealed AS SealedAccount, l.id AS LinkId, l.sealed AS SealedBank, i.phone,
        EXISTS (SELECT 1 FROM transactions p WHERE p.user_id = t.user_id AND p.id = t.transaction_id) AS IsStored
        """;

    public const string From = """
        FROM alerts t
        JOIN accounts a ON a.user_id = t.user_id AND a.id = t.account_id
        JOIN bank_links l ON l.user_id = a.user_id AND l.id = a.link_id
        JOIN institutions i ON i.id = l.institution_id
        """;

    public required Guid Id { get; init; }

    public required string Rule { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid TransactionId { get; init; }

    public required Tag MerchantTag { get; init; }

    public required string? Answer { get; init; }

    public required DateTimeOffset? AnsweredAt { get; init; }

    public required byte[] Sealed { get; init; }

    public required byte[] SealedAccount { get; init; }

    public required Guid LinkId { get; init; }

    public required byte[] SealedBank { get; init; }

    public required string? Phone { get; init; }

    public required bool IsStored { get; init; }

    /// <summary>Seals what <see cref="Open"/> opens.</summary>
    public static byte[] Seal(MemberKey key, Guid id, AlertPayment payment, IEnumerable<AlertEvidence> evidence) => key.Seal(
        AlertStore.Details, id, payment.Merchant, payment.Amount.MinorUnits.ToString(CultureInfo.InvariantCulture), payment.Amount.Currency.Code,
        Instant.ToText(payment.OccurredAt.At), payment.OccurredAt.HasTime ? "time" : null, payment.CardLastFour,
        string.Join('\n', evidence.Select(one => one.ToText())));

    public static IReadOnlyList<AlertEvidence> OpenEvidence(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(AlertEvidence.Parse).OfType<AlertEvidence>()];

    public Alert Open(MemberKey key)
    {
        var fields = key.Open(AlertStore.Details, Id, Sealed, 7);
        return new Alert
        {
            Id = Id,
            Rule = Enum.Parse<AlertRule>(Rule),
            RaisedAt = RaisedAt,
            AccountId = AccountId,
            AccountName = key.Open(AccountStore.Details, AccountId, SealedAccount, 1)[0]!,
            BankName = key.Open(BankLinkStore.Name, LinkId, SealedBank, 1)[0]!,
            BankPhone = Phone,
            Payment = new AlertPayment
            {
                TransactionId = TransactionId,
                IsStored = IsStored,
                Merchant = fields[0]!,
                MerchantTag = MerchantTag,
                Amount = new Money(long.Parse(fields[1]!, CultureInfo.InvariantCulture), Currency.Parse(fields[2]!)),
                OccurredAt = new BankTime(Instant.Parse(fields[3]!), fields[4] is not null),
                CardLastFour = fields[5],
            },
            Evidence = OpenEvidence(fields[6]!),
            Answer = Answer is null ? null : Enum.Parse<MemberAnswer>(Answer),
            AnsweredAt = AnsweredAt,
        };
    }
}
