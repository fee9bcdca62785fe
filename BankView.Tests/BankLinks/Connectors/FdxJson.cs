using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>What a small FDX bank answers with.</summary>
internal static class FdxJson
{
    public const string Checking = """
        {"accountCategory": "DEPOSIT_ACCOUNT", "accountId": "everyday", "accountType": "CHECKING", "nickname": "Everyday",
         "accountNumberDisplay": "...3223", "currency": {"currencyCode": "USD"}, "balanceAsOf": "2026-11-20T08:00:00.000-0500",
         "currentBalance": 120.50, "availableBalance": 100.00}
        """;

    public const string Card = """
        {"locAccount": {"accountId": "card", "accountType": "CREDITCARD", "productName": "Travel Card", "accountNumberDisplay": "xx4242",
         "currency": {"currencyCode": "USD"}, "balanceAsOf": "2026-11-20", "currentBalance": 40, "creditLine": 1000.00, "availableCredit": 947.66}}
        """;

    public static readonly string[] CardRows =
    [
        Row("p1", "AUTHORIZATION", "12.34", "DEBIT", posted: false),
        Row("t1", "POSTED", "27.66", "DEBIT", more: "\"referenceTransactionId\": \"p0\", \"merchantCategoryCode\": 5812,"),
        Row("t2", "POSTED", "100", "CREDIT"),
    ];

    public static string Row(string id, string status, string amount, string? direction, bool posted = true, string more = "") => $$"""
        {"transactionId": "{{id}}", "status": "{{status}}", "amount": {{amount}}, {{(direction is null ? "" : $"\"debitCreditMemo\": \"{direction}\",")}}
         {{(posted ? "\"postedTimestamp\": \"2026-11-19T12:00:00Z\"," : "")}} {{more}}
         "transactionTimestamp": "2026-11-18T12:00:00Z", "description": "CORNER BAKERY"}
        """;

    /// <summary>Two rows a page.</summary>
    public static IResult Page(List<string> rows, IQueryCollection query)
    {
        var from = int.Parse(query["offset"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var page = from + 2 < rows.Count ? $$"""{"nextOffset": "{{from + 2}}"}""" : "{}";
        return TestBank.Json($$"""{"page": {{page}}, "transactions": [{{string.Join(',', rows.Skip(from).Take(2))}}]}""");
    }
}
