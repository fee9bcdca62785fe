using System.Globalization;
using System.Text;
using BankView.Data.Transactions;
using BankView.Web.Shell;
using BankView.Web.SignIn;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Transactions;

/// <summary>What the activity page shows, as a file: the same query, the same reads under the same consents.</summary>
internal static class ActivityExport
{
    private const int Batch = 1000;

    public static void AddActivity(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<SearchReading>();
        // One for each page or export: it holds merchant names while that page is open.
        builder.Services.AddTransient<ActivityReader>();
    }

    public static void MapActivityExport(this WebApplication app) =>
        app.MapGet(Urls.ActivityExport, Export).RequireAuthorization(policy => policy.RequireRole(SessionClaims.Member));

    private static async Task Export(HttpContext http, ActivityReader reader, Viewer viewer, IStringLocalizer<TransactionTexts> texts)
    {
        var userId = http.User.UserId() ?? throw new UnauthorizedAccessException("An export needs a signed-in member.");
        viewer.ReadFrom(http.Request.Cookies);
        await reader.Open(userId);

        var day = viewer.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"bankview-{day}.csv\"";

        // With its mark in front, spreadsheets take the file for UTF-8.
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(CsvLine.Of(Headings.Select(heading => texts[heading].Value)));
        await WriteRows(writer, reader, ActivityQuery.Parse(http.Request.QueryString.Value), viewer.Zone, texts, http.RequestAborted);
    }

    private static readonly string[] Headings = ["Date", "Time", "Account", "Merchant", "Category", "Status", "Amount", "Currency"];

    private static async Task WriteRows(TextWriter writer, ActivityReader reader, ActivityQuery query, TimeZoneInfo zone,
        IStringLocalizer<TransactionTexts> texts, CancellationToken aborted)
    {
        var accounts = reader.Accounts.ToDictionary(account => account.Id, account => account.NameWithDigits());
        var rows = await reader.Read(query, TransactionCursor.Newest, Batch);
        while (rows.Count > 0)
        {
            foreach (var row in rows)
            {
                await writer.WriteAsync(CsvLine.Of(
                    row.OccurredAt.DayIn(zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    row.OccurredAt.HasTime ? TimeZoneInfo.ConvertTime(row.OccurredAt.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "",
                    accounts.GetValueOrDefault(row.AccountId, ""),
                    row.Merchant,
                    texts[row.Category.TextKey()],
                    texts[$"Status_{row.Status}"],
                    row.Amount.ToDecimal().ToString($"F{row.Amount.Currency.Exponent}", CultureInfo.InvariantCulture),
                    row.Amount.Currency.Code).AsMemory(), aborted);
            }

            await writer.FlushAsync(aborted);
            rows = rows.Count < Batch ? [] : await reader.Read(query, rows[^1].Cursor, Batch);
        }
    }
}
