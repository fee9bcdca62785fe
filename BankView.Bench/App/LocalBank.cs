using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BankView.Bench.App;

/// <summary>A bank on this machine that speaks FDX over HTTP: whoever asks has one account with the same rows, over the last days.</summary>
internal sealed class LocalBank : IAsyncDisposable
{
    private const string Account = $$"""
        {"page": {}, "accounts": [{"accountCategory": "DEPOSIT_ACCOUNT", "accountId": "{{BenchBank.AccountId}}", "accountType": "CHECKING", "nickname": "Everyday",
         "accountNumberDisplay": "...1234", "currency": {"currencyCode": "USD"}, "currentBalance": 1234.56, "availableBalance": 1234.56}]}
        """;

    private readonly WebApplication _app;
    private readonly List<(DateOnly Day, string Json)> _rows;

    private LocalBank(int rows)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        _rows = [.. new History(seed: 5, rows, merchants: 60).Parts(0, rows).SelectMany(part => part.Rows).Select((row, i) =>
        {
            var day = today.AddDays(-i);
            var (amount, direction) = (Math.Abs(row.Amount.ToDecimal()), row.Amount.IsNegative ? "DEBIT" : "CREDIT");
            return (day, string.Create(CultureInfo.InvariantCulture, $$"""
                {"transactionId": "row {{i}}", "status": "POSTED", "amount": {{amount}}, "debitCreditMemo": "{{direction}}", "description": "{{row.Name}}",
                 "memo": "{{row.Memo}}", "postedTimestamp": "{{day:yyyy-MM-dd}}T12:00:00Z", "transactionTimestamp": "{{day:yyyy-MM-dd}}T11:00:00Z"}
                """));
        })];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/fdx/v6/accounts", () => Json(Account));
        _app.MapGet($"/fdx/v6/accounts/{BenchBank.AccountId}/transactions", (string startTime, string endTime, int limit, int offset = 0) =>
            Page(DateOnly.Parse(startTime[..10], CultureInfo.InvariantCulture), DateOnly.Parse(endTime[..10], CultureInfo.InvariantCulture), limit, offset));
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<LocalBank> Open(int rows)
    {
        var bank = new LocalBank(rows);
        await bank._app.StartAsync();
        return bank;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Page(DateOnly from, DateOnly to, int limit, int offset)
    {
        var rows = _rows.Where(row => row.Day >= from && row.Day <= to).Select(row => row.Json).ToList();
        var next = offset + limit < rows.Count ? $$"""{"nextOffset": "{{offset + limit}}"}""" : "{}";
        return Json($$"""{"page": {{next}}, "transactions": [{{string.Join(',', rows.Skip(offset).Take(limit))}}]}""");
    }

    private static IResult Json(string json) => Results.Text(json, "application/json", Encoding.UTF8);
}
