using System.Text;
using BankView.Data.Consents;
using BankView.Tests.Testing;
using Bunit;

namespace BankView.Tests.Imports;

/// <summary>What a member sees and can still change before anything is stored.</summary>
public class PreviewStateTests : ImportPageTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task More_of_the_new_rows_are_shown_when_asked_for()
    {
        var page = await Drop(("checking.ofx", await File.ReadAllBytesAsync(Samples.Path("checking.ofx"))));

        Assert.Contains("and 57 more", page.Find(".part-card").TextContent, StringComparison.Ordinal);
        await page.Find(".new-rows + p .link-button").ClickAsync(new());

        Assert.Equal(50, page.FindAll(".new-rows tbody tr").Count);
        Assert.Contains("and 12 more", page.Find(".part-card").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_put_to_another_account_is_counted_anew()
    {
        await BringIn("checking.ofx");
        var page = await Drop(("other.csv", Encoding.UTF8.GetBytes("Date,Description,Amount\n2026-11-01,Coffee,-3.50\n")));
        await page.Find(".mapping form").SubmitAsync();
        await page.WaitForElementAsync(".part-target select", Patience);
        Assert.NotEmpty(page.FindAll("input[list]"));

        await page.Find(".part-target select").ChangeAsync(new() { Value = (await Linked()).Id.ToString() });

        Assert.Empty(page.FindAll("input[list]"));
        Assert.Contains("Checking", page.Find(".part-card h3").TextContent, StringComparison.Ordinal);
        Assert.Equal(["1", "0"], page.FindAll(".part-counts dd").Select(figure => figure.TextContent));
    }

    [Fact]
    public async Task Rows_that_look_alike_can_be_left_out_and_the_button_counts_what_is_left()
    {
        await BringIn("checking.ofx");
        // The day and the amount of a stored row, and another text.
        var page = await Drop(("other.csv", Encoding.UTF8.GetBytes("Date,Description,Amount\n2026-08-27,Ironmonger,-52.18\n2026-08-27,New,-1.00\n")));
        await page.Find(".mapping form").SubmitAsync();
        await page.WaitForElementAsync(".part-target select", Patience);
        await page.Find(".part-target select").ChangeAsync(new() { Value = (await Linked()).Id.ToString() });
        Assert.Equal("Bring in 2 rows", page.Find(".preview-actions .button-primary").TextContent);

        page.Find(".part-card .check input").Change(true);

        Assert.Equal(["1", "0", "1"], page.FindAll(".part-counts dd").Select(figure => figure.TextContent));
        Assert.Equal("Bring in 1 row", page.Find(".preview-actions .button-primary").TextContent);
    }

    [Fact]
    public async Task New_accounts_of_two_kinds_are_named_by_their_kind_alone()
    {
        var page = await Drop(
            ("card.qfx", await File.ReadAllBytesAsync(Samples.Path("card.qfx"))),
            ("checking.ofx", await File.ReadAllBytesAsync(Samples.Path("checking.ofx"))));

        Assert.Equal(["Credit card ••••\u00A00042", "Checking ••••\u00A04407"], page.FindAll(".part-card h3").Select(title => title.TextContent));
    }

    [Fact]
    public async Task A_csv_can_be_read_differently_from_its_preview()
    {
        var page = await Drop(("checking.csv", await File.ReadAllBytesAsync(Samples.Path("checking.csv"))));
        await page.Find(".mapping form").SubmitAsync();
        await page.WaitForElementAsync(".part-head .link-button", Patience);

        await page.Find(".part-head .link-button").ClickAsync(new());

        Assert.NotEmpty(page.FindAll(".mapping"));
        Assert.Empty(page.FindAll(".preview-actions"));
    }

    [Fact]
    public async Task Discarding_stores_nothing_and_begins_again()
    {
        var page = await Drop(("checking.ofx", await File.ReadAllBytesAsync(Samples.Path("checking.ofx"))));

        await page.Find(".preview-actions button:last-child").ClickAsync(new());

        Assert.NotEmpty(page.FindAll("input[type=file]"));
        Assert.Empty(await Member.Imports.List(Member.Id));
    }

    [Fact]
    public async Task A_file_with_many_accounts_is_a_table_that_opens_one_at_a_time()
    {
        var rows = Enumerable.Range(1, 8).Select(account => $"2026-11-0{account},Coffee,-3.50,DE00000000000{account}");
        var page = await Drop(("all.csv", Encoding.UTF8.GetBytes($"Date,Description,Amount,Account\n{string.Join('\n', rows)}\n")));
        await page.Find(".mapping form").SubmitAsync();
        await page.WaitForElementAsync(".many-parts", Patience);
        Assert.Equal(8, page.FindAll(".many-parts > tbody > tr").Count);

        await page.FindAll(".many-parts .link-button")[2].ClickAsync(new());
        Assert.Equal("true", page.FindAll(".many-parts td > .link-button")[2].GetAttribute("aria-expanded"));
        Assert.Single(page.FindAll(".part-card"));

        await page.Find("#bank-of-all").ChangeAsync(new() { Value = "Example Bank" });
        await page.Find(".preview-actions .button-primary").ClickAsync(new());
        await page.WaitForElementAsync(".notice-done", Patience);
        Assert.Equal(8, (await Member.Accounts.ListLinked(Member.Id, Purpose.View)).Count);
    }

    private async Task BringIn(string sample)
    {
        var page = await Drop((sample, await File.ReadAllBytesAsync(Samples.Path(sample))));
        await page.Find(".preview-actions .button-primary").ClickAsync(new());
        await page.WaitForElementAsync(".notice-done", Patience);
    }

    private async Task<BankView.Data.Accounts.Account> Linked() => (await Member.Accounts.ListLinked(Member.Id, Purpose.View))[0];
}
