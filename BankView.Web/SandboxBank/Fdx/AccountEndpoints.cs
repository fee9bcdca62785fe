using BankView.Data;
using BankView.Web.SandboxBank.Customers;
using BankView.Web.SandboxBank.History;
using BankView.Web.SandboxBank.Keeping;

namespace BankView.Web.SandboxBank.Fdx;

/// <summary>FDX v6: <c>GET /accounts</c> and <c>GET /accounts/{id}</c>.</summary>
internal static class AccountEndpoints
{
    // Fewer than there are, so that whoever reads the first page alone is found out.
    private const int UsualLimit = 3;

    public static Task<IResult> List(HttpContext http, FdxAccess access, CustomerBooks books, string? offset, int? limit) =>
        access.Read(http, Cluster.AccountBasic, async (consent, customer) =>
        {
            var shared = customer.Accounts.Where(account => consent.Accounts.Contains(account.Id, StringComparer.Ordinal)).ToList();
            var start = offset is null ? 0 : shared.FindIndex(account => string.Equals(account.Id, offset, StringComparison.Ordinal));
            if (start < 0)
            {
                return FdxAnswer.Error(StatusCodes.Status400BadRequest, "702", "The offset is none of ours");
            }

            var most = Math.Clamp(limit ?? UsualLimit, 1, 100);
            var accounts = new List<object>();
            foreach (var account in shared.Skip(start).Take(most))
            {
                accounts.Add(Shape(await books.Open(customer, account), consent));
            }

            var next = start + most < shared.Count ? shared[start + most].Id : null;
            return FdxAnswer.Json(new { page = new { nextOffset = next, totalElements = shared.Count }, links = Links(next, most), accounts });
        });

    public static Task<IResult> One(HttpContext http, FdxAccess access, CustomerBooks books, string id) =>
        access.ReadAccount(http, Cluster.AccountBasic, id, async (consent, customer, account) =>
            FdxAnswer.Json(Shape(await books.Open(customer, account), consent)));

    /// <summary>FDX's <c>accountCategory</c>.</summary>
    public static string Category(CustomerAccount account) => account.IsCard ? "LOC_ACCOUNT" : "DEPOSIT_ACCOUNT";

    private static object? Links(string? next, int limit) =>
        next is null ? null : new { next = new { href = $"/accounts?offset={next}&limit={limit}" } };

    // On a card what is owed is stated as a positive balance.
    private static object Shape(Ledger ledger, BankConsent consent)
    {
        var (account, stated) = (ledger.Account, consent.Clusters.Contains(Cluster.Balances, StringComparer.Ordinal));
        decimal? Stated(Money? amount) => stated ? amount?.ToDecimal() : null;
        return new
        {
            accountCategory = Category(account),
            accountId = account.Id,
            accountType = account.Form switch
            {
                AccountForm.Savings => "SAVINGS",
                AccountForm.DayCard or AccountForm.WebCard => "CREDITCARD",
                _ => "CHECKING",
            },
            accountNumberDisplay = account.LastFour,
            productName = account.Name,
            nickname = account.Name,
            status = "OPEN",
            currency = new { currencyCode = account.Currency.Code },
            balanceType = account.IsCard ? "LIABILITY" : "ASSET",
            balanceAsOf = stated ? FdxAnswer.Time(ledger.AsOf) : null,
            currentBalance = Stated(account.IsCard ? -ledger.Current : ledger.Current),
            availableBalance = account.IsCard ? null : Stated(ledger.Available),
            creditLine = Stated(account.Limit),
            availableCredit = account.IsCard ? Stated(ledger.Available) : null,
        };
    }
}
