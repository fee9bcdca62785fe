using System.Text;
using AngleSharp.Dom;
using BankView.Tests.Testing;
using BankView.Web.Imports;
using Bunit;

namespace BankView.Tests.Imports;

/// <summary>What a member sees while a CSV's columns are being told apart.</summary>
public class MappingStateTests : ImportPageTest
{
    [Fact]
    public async Task The_first_rows_show_how_the_guess_reads_them()
    {
        var page = await Drop(("checking.csv", await File.ReadAllBytesAsync(Samples.Path("checking.csv"))));

        Assert.Equal(6, Lines(page).Count);
        Assert.Equal("27 Aug 2026 Oak and Iron Hardware −$52.18", Words(Lines(page)[0]));
        Assert.Equal(["Date", "Name", "Description", "Amount", "Balance"], page.FindAll(".mapping-columns select").Select(Chosen));
    }

    [Fact]
    public async Task Without_a_date_nothing_is_read_and_the_page_says_what_is_missing()
    {
        var page = await Drop(("checking.csv", await File.ReadAllBytesAsync(Samples.Path("checking.csv"))));

        page.Find("#column-0").Change(nameof(ColumnRole.None));
        await page.Find(".mapping form").SubmitAsync();

        Assert.Empty(Lines(page));
        Assert.Contains("A date and an amount column are needed", page.Find(".mapping .notice-attention").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".preview-actions"));
    }

    [Fact]
    public async Task Another_order_of_the_date_shows_in_the_rows_at_once()
    {
        var page = await Drop(Csv("Date,Description,Amount\n03/04/2026,Coffee,-3.50\n05/06/2026,Tea,-2.00\n"));

        Select(page, "Order of dates").Change("DayFirst");
        Assert.StartsWith("3 Apr 2026", Words(Lines(page)[0]), StringComparison.Ordinal);
        Select(page, "Order of dates").Change("MonthFirst");
        Assert.StartsWith("4 Mar 2026", Words(Lines(page)[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turning_the_signs_turns_every_row()
    {
        var page = await Drop(Csv("Date,Description,Amount\n2026-11-01,Coffee,3.50\n2026-11-02,Refund,-2.00\n"));

        page.Find(".mapping .check input").Change(true);

        Assert.EndsWith("−$3.50", Words(Lines(page)[0]), StringComparison.Ordinal);
        Assert.EndsWith("+$2.00", Words(Lines(page)[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_the_mapping_cannot_read_says_why_among_the_others()
    {
        var page = await Drop(Csv("Date,Description,Amount\n2026-11-01,Coffee,-3.50\nyesterday,Cake,-4.00\n"));

        var problem = page.Find(".mapping-lines .problem").TextContent;
        Assert.Contains("The date cannot be read", problem, StringComparison.Ordinal);
        Assert.Contains("yesterday", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_for_the_direction_is_asked_for_where_one_column_says_it()
    {
        var page = await Drop(Csv("Date;Text;Amount;Type\n2026-11-01;Coffee;3.50;Ausg\n2026-11-02;Wages;20.00;Eing\n"));
        Select(page, "Money in or out shows by").Change("WithDirection");
        page.Find("#column-3").Change(nameof(ColumnRole.Direction));

        Select(page, "“Ausg” means").Change("Out");
        Select(page, "“Eing” means").Change("In");

        Assert.EndsWith("−$3.50", Words(Lines(page)[0]), StringComparison.Ordinal);
        Assert.EndsWith("+$20.00", Words(Lines(page)[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_left_out_is_gone_and_the_page_is_as_before()
    {
        var page = await Drop(Csv("Date,Description,Amount\n2026-11-01,Coffee,-3.50\n"));

        await page.Find(".mapping .form-actions button[type=button]").ClickAsync(new());

        Assert.Empty(page.FindAll(".mapping"));
        Assert.NotEmpty(page.FindAll("input[type=file]"));
        Assert.Empty(await Member.Imports.List(Member.Id));
    }

    private static (string, byte[]) Csv(string text) => ("export.csv", Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<IElement> Lines(IRenderedComponent<ImportPage> page) => [.. page.FindAll(".mapping-lines tbody tr")];

    private static IElement Select(IRenderedComponent<ImportPage> page, string label) =>
        page.Find($"#{page.FindAll(".mapping label").Single(found => string.Equals(Words(found), label, StringComparison.Ordinal)).GetAttribute("for")}");

    private static string? Chosen(IElement select) => select.GetAttribute("value") ?? select.QuerySelector("option[selected]")?.GetAttribute("value");

    private static string Words(IElement element) =>
        string.Join(' ', element.QuerySelectorAll("td").DefaultIfEmpty(element).Select(part => part.TextContent.Trim()));
}
