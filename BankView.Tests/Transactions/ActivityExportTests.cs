using System.Net;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Data.Users;
using BankView.Tests.Testing;
using BankView.Web.Transactions;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

public class ActivityExportTests
{
    [Fact]
    public async Task The_file_holds_what_the_page_shows_as_a_spreadsheet_reads_it()
    {
        await using var app = await BankViewApp.Start();
        using var browser = new FormClient(app);
        await browser.Join(await app.SetupLink(), "Robin");
        await BringIn(app, "Robin",
            Row("2026-11-03", -123456, "Corner Bakery, \"The Old\"", "1"), Row("2026-11-02", 500, "=HYPERLINK(1)", "2"), Row("2026-10-01", 1, "Earlier", "3"));

        var answer = await browser.Get("/activity/export?from=2026-11-01");
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.StartsWith("attachment", answer.Content.Headers.ContentDisposition?.ToString(), StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal("Date,Time,Account,Merchant,Category,Status,Amount,Currency", lines[0]);
        Assert.StartsWith("2026-11-03,,Everyday account ••6789,\"", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",Posted,-1234.56,USD", lines[1], StringComparison.Ordinal);
        Assert.Contains(",'=", lines[2], StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", lines[3]);
    }

    [Fact]
    public async Task It_is_for_the_signed_in_member_alone()
    {
        await using var app = await BankViewApp.Start();
        using var browser = new FormClient(app);
        using var stranger = new FormClient(app);
        using var other = new FormClient(app);
        using var administrator = new FormClient(app);
        await browser.Join(await app.SetupLink(), "Robin");
        await other.Join(await app.InvitationLink("Robin"), "Kim");
        await administrator.Join(await app.InvitationLink("Robin", member: false, asAdministrator: true), "Alex");
        await BringIn(app, "Robin", Row("2026-11-03", -123456, "Corner Bakery", "1"));

        Assert.Equal(HttpStatusCode.Redirect, (await stranger.Get("/activity/export")).StatusCode);
        Assert.DoesNotContain("Bakery", await other.Read("/activity/export"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Currency", await administrator.Read("/activity/export"), StringComparison.Ordinal);
        Assert.Contains("Bakery", await browser.Read("/activity/export"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30 1", "'+49 30 1")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("-12.34", "-12.34")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("=\"x\"", "\"'=\"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void A_cell_is_never_a_formula_and_never_breaks_its_line(string text, string cell) =>
        Assert.Equal($"{cell},end\r\n", CsvLine.Of(text, "end"));

    private static async Task BringIn(BankViewApp app, string name, params StatementRow[] rows)
    {
        var user = (await app.Get<UserAccountStore>().FindByName(User.Normalize(name)))!;
        var part = new ImportPart
        {
            FileName = "statement.ofx",
            Format = StatementFormat.Ofx,
            Statement = Checking(rows),
            BankName = "Example Bank",
            AccountName = "Everyday account",
        };
        await app.Get<ImportStore>().Import(user.Id, [part], unreadableRows: 0);
    }
}
