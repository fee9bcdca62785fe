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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_account_of_a_csv_is_proposed_for_the_banks_own_format_and_can_be_changed()
    {
        var first = await DropCsv("checking.csv", await File.ReadAllTextAsync(Samples.Path("checking.csv")));
        await first.FindAll(".part-target input")[0].ChangeAsync(new() { Value = "Example Bank" });
        await BringIn(first);

        var page = await Drop(("checking.ofx", await File.ReadAllBytesAsync(Samples.Path("checking.ofx"))));
        Assert.Equal((await Linked()).Id.ToString(), page.Find(".part-target select").GetAttribute("value"));
        Assert.Contains("rows are in this account already. Choose another", page.Find(".part-target").TextContent, StringComparison.Ordinal);

        await page.Find(".part-target select").ChangeAsync(new() { Value = "" });
        Assert.DoesNotContain("Proposed", page.Find(".part-target").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("input[list]"));
    }

    [Fact]
    public async Task The_account_of_the_banks_own_format_is_proposed_for_a_csv_that_names_its_iban()
    {
        var ofx = await File.ReadAllTextAsync(Samples.Path("checking.ofx"));
        await BringIn(await Drop(("checking.ofx", Encoding.UTF8.GetBytes(
            ofx.Replace("<BANKID>000000000<ACCTID>000123454407", "<BANKID>37040044<ACCTID>0532013000", StringComparison.Ordinal)))));

        var page = await DropCsv("later.csv", "Date,Description,Amount,Currency,Account\n2026-11-28,Coffee,-3.50,USD,DE89370400440532013000\n");
        Assert.Equal((await Linked()).Id.ToString(), page.Find(".part-target select").GetAttribute("value"));
        Assert.Contains("looks like this account’s, written another way", page.Find(".part-target").TextContent, StringComparison.Ordinal);

        await page.Find(".part-target select").ChangeAsync(new() { Value = "" });
        Assert.Equal("DE89370400440532013000"[^4..], page.Find(".part-card h3").TextContent[^4..]);
        Assert.DoesNotContain("Proposed", page.Find(".part-target").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<ImportPage>> DropCsv(string name, string text)
    {
        var page = await Drop((name, Encoding.UTF8.GetBytes(text)));
        await page.Find(".mapping form").SubmitAsync();
        await page.WaitForElementAsync(".part-target", Patience);
        return page;
    }

    private static async Task BringIn(IRenderedComponent<ImportPage> page)
    {
        await page.Find(".preview-actions .button-primary").ClickAsync(new());
        await page.WaitForElementAsync(".notice-done", Patience);
    }

    private async Task<Account> Linked() => (await Member.Accounts.ListLinked(Member.Id, Purpose.View))[0];
}
