using System.Text;
using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Tests.Testing;
using BankView.Web.Imports;
using Bunit;

namespace BankView.Tests.Imports;

/// <summary>Where a file may belong to an account that is there already, the preview proposes it, says why, and lets it be changed.</summary>
public class ProposalTests : ImportPageTest
{
    private const string Header = "Date,Description,Amount,Currency,Account\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_account_of_a_csv_is_proposed_for_the_banks_own_format_and_can_be_changed()
    {
        var first = await DropCsv("checking.csv", await File.ReadAllTextAsync(Samples.Path("checking.csv")));
        await first.FindAll(".part-target input")[0].ChangeAsync(new() { Value = "Example Bank" });
        await BringIn(first);

        var page = await Drop(("checking.ofx", await File.ReadAllBytesAsync(Samples.Path("checking.ofx"))));
        Assert.Equal((await Linked()).Id.ToString(), page.Find(".part-target select").GetAttribute("value"));
        Assert.Contains("of these rows are in it already. Choose another", page.Find(".part-target").TextContent, StringComparison.Ordinal);

        await page.Find(".part-target select").ChangeAsync(new() { Value = "" });
        Assert.DoesNotContain("Is it this account?", page.Find(".part-target").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("input[list]"));
    }

    [Fact]
    public async Task The_account_of_the_banks_own_format_is_proposed_for_a_csv_that_names_its_iban()
    {
        await BringIn(await DropOfxOf("37040044", "0532013000"));

        var page = await DropCsv("later.csv", $"{Header}2026-11-28,Coffee,-3.50,USD,DE89370400440532013000\n");
        Assert.Equal((await Linked()).Id.ToString(), page.Find(".part-target select").GetAttribute("value"));
        Assert.Contains("looks like its number, written another way", page.Find(".part-target").TextContent, StringComparison.Ordinal);

        await page.Find(".part-target select").ChangeAsync(new() { Value = "" });
        Assert.Equal("Checking ••••\u00A03000", page.Find(".part-card h3").TextContent);
        Assert.DoesNotContain("Is it this account?", page.Find(".part-target").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Among_many_accounts_the_proposed_one_is_marked()
    {
        await BringIn(await DropOfxOf("37040044", "0532013000"));

        var page = await DropCsv("all.csv", Header + string.Concat(new[] { "DE89370400440532013000", "11110001", "11110002", "11110003", "11110004", "11110005", "11110006" }
            .Select(number => $"2026-11-28,Coffee,-3.50,USD,{number}\n")));

        var names = page.FindAll(".many-parts tbody td:first-child").Select(name => string.Join(' ', name.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(["Checking •••• 3000 Proposed", "Checking 2 •••• 0001"], names.Take(2));
        Assert.Single(page.FindAll(".many-parts .status-word"));
    }

    private async Task<IRenderedComponent<ImportPage>> DropOfxOf(string bank, string number)
    {
        var sample = await File.ReadAllTextAsync(Samples.Path("checking.ofx"));
        return await Drop(("checking.ofx", Encoding.UTF8.GetBytes(
            sample.Replace("<BANKID>000000000<ACCTID>000123454407", $"<BANKID>{bank}<ACCTID>{number}", StringComparison.Ordinal))));
    }

    private async Task<IRenderedComponent<ImportPage>> DropCsv(string name, string text)
    {
        var page = await Drop((name, Encoding.UTF8.GetBytes(text)));
        await page.Find(".mapping form").SubmitAsync();
        await page.WaitForElementAsync(".preview-actions", Patience);
        return page;
    }

    private static async Task BringIn(IRenderedComponent<ImportPage> page)
    {
        await page.Find(".preview-actions .button-primary").ClickAsync(new());
        await page.WaitForElementAsync(".notice-done", Patience);
    }

    private async Task<Account> Linked() => (await Member.Accounts.ListLinked(Member.Id, Purpose.View))[0];
}
