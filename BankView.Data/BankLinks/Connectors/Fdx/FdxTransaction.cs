using System.Text.Json;
using BankView.Data.Accounts;
using BankView.Data.Transactions;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>
/// Reads a transaction of FDX. The amount is absolute there and <c>debitCreditMemo</c> gives the direction; where that is missing,
/// <c>transactionType</c> does, if it leaves no doubt. What neither tells is not read: a wrong sign is worse than a missing row.
/// </summary>
internal static class FdxTransaction
{
    // Older versions wrap a row by the category of its account.
    private static readonly string[] Wrappers =
        ["depositTransaction", "locTransaction", "loanTransaction", "investmentTransaction", "insuranceTransaction", "commercialTransaction"];

    /// <summary>Null when it has no certain direction, exact amount, status or day.</summary>
    /// <param name="noticeAttribute"><see cref="FdxSettings.FraudNoticeAttribute"/>.</param>
    public static BankTransaction? Read(JsonElement item, BankAccount account, string? noticeAttribute = null)
    {
        var row = Wrappers.Select(name => item.Get(name)).FirstOrDefault(inside => inside is { ValueKind: JsonValueKind.Object }) ?? item;
        var isCard = account.Kind is AccountKind.CreditCard;
        var posted = row.Time("postedTimestamp");
        if ((row.Time("transactionTimestamp") ?? posted) is not { } occurred
            || StatusOf(row, posted) is not { } status
            || DirectionOf(row, isCard) is not { } direction
            || !row.TryMoney("amount", account.Currency, out var amount)
            // An absolute amount with a sign that contradicts its direction tells nothing.
            || (amount.IsNegative && direction > 0))
        {
            return null;
        }

        var description = row.Text("description") ?? row.Text("payee") ?? "";
        var size = amount.IsNegative ? -amount : amount;
        return new BankTransaction
        {
            AccountId = account.Id,
            Id = row.Text("transactionId"),
            PendingId = status is TransactionStatus.Posted ? row.Text("referenceTransactionId") : null,
            Status = status,
            OccurredAt = occurred,
            PostedAt = status is TransactionStatus.Posted ? posted : null,
            Amount = direction < 0 ? -size : size,
            Name = description,
            Memo = MemoOf(row, description),
            IsCard = isCard || TypeOf(row) is "POSDEBIT" or "POSCREDIT",
            CardLastFour = LastFour(row.Text("cardNumberDisplay")),
            MerchantCategoryCode = (row.Text("merchantCategoryCode") ?? row.Text("mcc")) is { Length: 4 } code && code.All(char.IsAsciiDigit) ? code : null,
            HasFraudNotice = noticeAttribute is not null && row.List("fiAttributes").Any(attribute =>
                string.Equals(attribute.Text("name"), noticeAttribute, StringComparison.OrdinalIgnoreCase) && IsNotice(attribute)),
        };
    }

    // Rows without a status stand in old versions, and there a day of posting says that it is posted.
    private static TransactionStatus? StatusOf(JsonElement row, BankTime? posted) => row.Text("status")?.ToUpperInvariant() switch
    {
        "AUTHORIZATION" or "MEMO" or "PENDING" => TransactionStatus.Pending,
        "POSTED" => TransactionStatus.Posted,
        null when posted is not null => TransactionStatus.Posted,
        _ => null,
    };

    // MEMO tells no direction. Neither do ADJUSTMENT and TRANSFER, nor INTEREST of a deposit, which is paid or charged.
    private static int? DirectionOf(JsonElement row, bool isCard) => (row.Text("debitCreditMemo")?.ToUpperInvariant(), TypeOf(row)) switch
    {
        ("DEBIT", _) => -1,
        ("CREDIT", _) => 1,
        (_, "CHECK" or "WITHDRAWAL" or "POSDEBIT" or "ATMWITHDRAWAL" or "BILLPAYMENT" or "FEE" or "PURCHASE") => -1,
        (_, "DEPOSIT" or "DIRECTDEPOSIT" or "ATMDEPOSIT" or "POSCREDIT" or "DIVIDEND") => 1,
        (_, "INTEREST") when isCard => -1,
        (_, "PAYMENT") when isCard => 1,
        _ => null,
    };

    // A bank may write the attribute on every row: then these say that there is nothing.
    private static bool IsNotice(JsonElement attribute) => attribute.Get("value")?.ValueKind is JsonValueKind.True
        || attribute.Text("value")?.ToUpperInvariant() is not (null or "FALSE" or "NO" or "N" or "NONE" or "0");

    private static string? TypeOf(JsonElement row) => row.Text("transactionType")?.ToUpperInvariant();

    private static string? MemoOf(JsonElement row, string description)
    {
        var words = new[] { row.Text("payee"), row.Text("memo"), row.Text("reference") }
            .Where(text => text is not null && !string.Equals(text, description, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        return string.Join(' ', words) is { Length: > 0 } memo ? memo : null;
    }

    private static string? LastFour(string? shown) =>
        new string([.. (shown ?? "").Where(char.IsAsciiDigit)]) is { Length: >= 4 } digits ? digits[^4..] : null;
}
