using BankView.Web.SandboxBank.History;
using BankView.Web.SandboxBank.Keeping;

namespace BankView.Web.SandboxBank.Fdx;

/// <summary>FDX v6: <c>GET /accounts/{id}/transactions</c>, newest first.</summary>
internal static class TransactionEndpoints
{
    private const int UsualLimit = 50;

    // A week, as some banks do: whoever asks for no range gets little.
    private static readonly TimeSpan UsualRange = TimeSpan.FromDays(7);

    public static Task<IResult> List(HttpContext http, FdxAccess access, CustomerBooks books, TimeProvider clock, string id,
        string? startTime, string? endTime, string? offset, int? limit) =>
        access.ReadAccount(http, Cluster.Transactions, id, async (_, customer, account) =>
        {
            var now = clock.GetUtcNow();
            if (TimeRange.Read(startTime, endTime, now - UsualRange, now) is not { } range)
            {
                return FdxAnswer.Error(StatusCodes.Status400BadRequest, "702", "Invalid start or end date");
            }

            if (range.From > range.Until)
            {
                return FdxAnswer.Error(StatusCodes.Status400BadRequest, "703", "Invalid date range");
            }

            var rows = (await books.Open(customer, account)).Rows.Where(row => row.At >= range.From && row.At < range.Until).ToList();
            var (most, rest) = (Math.Clamp(limit ?? UsualLimit, 1, 500), rows.SkipWhile(row => offset is not null && !IsAfter(row, offset)).ToList());
            var page = rest.Take(most).ToList();
            var next = rest.Count > most ? Key(page[^1]) : null;
            return FdxAnswer.Json(new
            {
                page = new { nextOffset = next, totalElements = rows.Count },
                links = next is null ? null : new { next = new { href = $"/accounts/{id}/transactions?offset={next}&limit={most}" } },
                transactions = page.Select(Shape),
            });
        });

    // The last row of the page before, and not a count: rows that come or vanish in between move nothing.
    private static string Key(LedgerRow row) => $"{row.At.UtcTicks:x16}{row.Id}";

    private static bool IsAfter(LedgerRow row, string offset) => string.CompareOrdinal(Key(row), offset) < 0;

    private static object Shape(LedgerRow row) => new
    {
        accountCategory = AccountEndpoints.Category(row.Happening.Account),
        accountId = row.Happening.Account.Id,
        transactionId = row.Id,
        referenceTransactionId = row.ReferenceId,
        transactionTimestamp = FdxAnswer.Time(row.At),
        postedTimestamp = row.PostedAt is { } at ? FdxAnswer.Time(at) : null,
        description = row.Happening.Description,
        category = row.Happening.Category,
        debitCreditMemo = row.Amount.IsNegative ? "DEBIT" : "CREDIT",
        status = !row.IsPending ? "POSTED" : row.Happening.Type is RowType.Hold ? "AUTHORIZATION" : "PENDING",
        amount = Math.Abs(row.Amount.ToDecimal()),
        transactionType = TypeOf(row.Happening),
        // FDX has no field for it; what a bank says beyond FDX stands here, by names of its own.
        fiAttributes = row.Happening.IsSuspected ? new[] { new { name = "fraudNotice", value = "SUSPECTED" } } : null,
    };

    // The enumerations of FDX's DepositTransaction and LocTransaction.
    private static string TypeOf(Happening happening) => happening.Type switch
    {
        RowType.DirectDeposit => "DIRECTDEPOSIT",
        RowType.BillPayment => "BILLPAYMENT",
        RowType.Transfer => "TRANSFER",
        RowType.AtmWithdrawal => "ATMWITHDRAWAL",
        RowType.Interest => "INTEREST",
        RowType.Payment => "PAYMENT",
        RowType.Credit => "ADJUSTMENT",
        _ => happening.Account.IsCard ? "PURCHASE" : "POSDEBIT",
    };
}
