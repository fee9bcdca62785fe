using System.Text;
using BankView.Data.Consents;
using BankView.Tests.Testing;
using Bunit;

namespace BankView.Tests.Imports;

public class ImportPageTests : ImportPageTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_member_without_imports_is_told_where_to_begin()
    {
        var page = Render<BankView.Web.Imports.ImportPage>();

        Assert.Contains("Choose statement files", page.Markup, StringComparison.Ordinal);
        Assert.Contains("checking.ofx", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dropped_statement_is_shown_before_anything_is_stored()
    {
        var page = await Drop(("checking.ofx", await File.ReadAllBytesAsync(Samples.Path("checking.ofx"))));

        Assert.Contains("Nothing is stored yet.", page.Markup, StringComparison.Ordinal);
        Assert.Contains(ConsentStore.FileConsentText, Text(page), StringComparison.Ordinal);
        Assert.Equal("Example Bank", page.Find("input[list]").GetAttribute("value"));
        Assert.Equal(5, page.FindAll(".new-rows tbody tr").Count);
        Assert.Empty(await Member.Accounts.ListLinked(Member.Id, Purpose.View));
    }

    [Fact]
    public async Task Bringing_it_in_ends_with_a_sentence_and_can_be_repeated_without_a_duplicate()
    {
        var bytes = await File.ReadAllBytesAsync(Samples.Path("checking.ofx"));
        var page = await Drop(("checking.ofx", bytes));
        await page.Find(".preview-actions .button-primary").ClickAsync(new());
        await page.WaitForAssertionAsync(() => Assert.Contains("new transactions are stored.", page.Find(".notice-done").TextContent, StringComparison.Ordinal), Patience);
        var stored = (await Member.Activity()).Count;

        var again = await Drop(("checking.ofx", bytes));
        Assert.Equal(["0", stored.ToString("N0")], again.FindAll(".part-counts dd").Select(figure => figure.TextContent));
        Assert.Contains("checking.ofx", again.Find("[aria-labelledby=imports-title]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_csv_of_a_known_account_finds_it_by_its_rows_and_is_read_at_once_the_next_time()
    {
        var ofx = await Drop(("checking.ofx", await File.ReadAllBytesAsync(Samples.Path("checking.ofx"))));
        await ofx.Find(".preview-actions .button-primary").ClickAsync(new());
        await ofx.WaitForElementAsync(".notice-done", Patience);
        var csv = await File.ReadAllBytesAsync(Samples.Path("checking.csv"));

        var page = await Drop(("checking.csv", csv));
        Assert.NotEmpty(page.FindAll(".mapping-columns select"));
        await page.Find(".mapping form").SubmitAsync();
        await page.WaitForElementAsync(".part-counts", Patience);

        Assert.Equal("0", page.Find(".part-counts dd").TextContent);
        Assert.Equal((await Member.Accounts.ListLinked(Member.Id, Purpose.View))[0].Id.ToString(), page.Find(".part-target select").GetAttribute("value"));
        Assert.Empty((await Drop(("checking.csv", csv))).FindAll(".mapping"));
    }

    [Fact]
    public async Task A_new_account_needs_the_name_of_its_bank()
    {
        var page = await Drop(("export.csv", await File.ReadAllBytesAsync(Samples.Path("checking.csv"))));
        await page.Find(".mapping form").SubmitAsync();
        await page.WaitForElementAsync(".preview-actions", Patience);

        await page.Find(".preview-actions .button-primary").ClickAsync(new());

        Assert.Contains("Each new account needs a bank and a name.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(await Member.Imports.List(Member.Id));
    }

    [Fact]
    public async Task Files_that_are_no_statement_are_refused_with_a_sentence_each_and_the_rest_goes_on()
    {
        var page = await Drop(
            ("holiday.jpg", [0xFF, 0xD8, 0xFF, 0xE0]),
            ("nothing.ofx", []),
            ("card.qfx", await File.ReadAllBytesAsync(Samples.Path("card.qfx"))));

        Assert.Equal(2, page.FindAll(".notice-danger").Count);
        Assert.Contains("not a bank statement", page.Markup, StringComparison.Ordinal);
        Assert.Contains("The file is empty", page.Markup, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".part-card"));
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_listed_with_line_and_reason()
    {
        var page = await Drop(("export.csv", Encoding.UTF8.GetBytes(
            "Date,Description,Amount\n2026-11-01,Coffee,-3.50\n2026-11-02,Tea,-2.00\nyesterday,Cake,-4.00\n2026-11-04,Bread,x\n")));
        await page.Find(".mapping form").SubmitAsync();
        await page.WaitForElementAsync(".unreadable", Patience);

        Assert.Equal(["4", "5"], page.FindAll(".unreadable tbody td:first-child").Select(cell => cell.TextContent));
        Assert.Contains("The date cannot be read", page.Find(".unreadable").TextContent, StringComparison.Ordinal);
        Assert.Contains("yesterday", page.Find(".unreadable").TextContent, StringComparison.Ordinal);
    }
}
