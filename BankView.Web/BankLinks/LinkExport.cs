using System.Globalization;
using System.Text;
using BankView.Data.BankLinks;
using BankView.Data.Transactions;
using BankView.Web.Shell;
using BankView.Web.SignIn;
using BankView.Web.Transactions;
using Microsoft.Extensions.Localization;

namespace BankView.Web.BankLinks;

/// <summary>
/// A member's own copy of what one link brought: theirs on their own word, also when the consent is over or the link has ended and
/// nothing else reads it any more.
/// </summary>
internal static class LinkExport
{
    private const int Batch = 1000;

    private static readonly string[] Headings =
        ["Date", "Time", "Account", "Merchant", "Description", "Memo", "Category", "Status", "Amount", "Currency"];

    public static void MapLinkExport(this WebApplication app) =>
        app.MapGet(Urls.LinkExportPath, Export).RequireAuthorization(policy => policy.RequireRole(SessionClaims.Member));

    private static async Task<IResult> Export(Guid id, HttpContext http, BankLinkStore links, LinkHistoryStore history, Viewer viewer,
        IStringLocalizer<TransactionTexts> texts)
    {
        var userId = http.User.UserId() ?? throw new UnauthorizedAccessException("A copy needs a signed-in member.");
        if (await links.Find(userId, id) is null)
        {
            return Results.NotFound();
        }

        viewer.ReadFrom(http.Request.Cookies);
        var accounts = (await history.ListAccountsForExport(userId, id))
            .ToDictionary(account => account.Id, account => account.LastFour is { } digits ? $"{account.Name} ••{digits}" : account.Name);
        var name = $"bankview-link-{viewer.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv";
        return Results.Stream(async body =>
        {
            // With its mark in front, spreadsheets take the file for UTF-8.
            await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            await writer.WriteAsync(CsvLine.Of(Headings.Select(heading => texts[heading].Value)));
            var after = TransactionCursor.Newest;
            while (await history.ListTransactionsForExport(userId, id, after, Batch) is [.., var last] rows)
            {
                foreach (var row in rows)
                {
                    await writer.WriteAsync(Line(row, accounts, viewer.Zone, texts).AsMemory(), http.RequestAborted);
                }

                await writer.FlushAsync(http.RequestAborted);
                after = last.Transaction.Cursor;
            }
        }, "text/csv; charset=utf-8", name);
    }

    private static string Line(
        TransactionDetails details, Dictionary<Guid, string> accounts, TimeZoneInfo zone, IStringLocalizer<TransactionTexts> texts)
    {
        var row = details.Transaction;
        return CsvLine.Of(
            row.OccurredAt.DayIn(zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            row.OccurredAt.HasTime ? TimeZoneInfo.ConvertTime(row.OccurredAt.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "",
            accounts.GetValueOrDefault(row.AccountId, ""),
            row.Merchant,
            details.Description,
            details.Memo ?? "",
            texts[row.Category.TextKey()],
            texts[$"Status_{row.Status}"],
            row.Amount.ToDecimal().ToString($"F{row.Amount.Currency.Exponent}", CultureInfo.InvariantCulture),
            row.Amount.Currency.Code);
    }
}
