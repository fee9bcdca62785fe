using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Tests.Testing;
using BankView.Web.Imports;
using Bunit;
using Microsoft.Playwright;

namespace BankView.Tests.Imports;

/// <summary>An import is pressed twice, or its page is left: it is stored once, and whole.</summary>
public class LeavingTests(Browser browser) : ImportPageTest
{
    [Fact]
    public async Task Two_clicks_at_once_bring_a_file_in_once()
    {
        var page = await Drop(("checking.ofx", await File.ReadAllBytesAsync(Samples.Path("checking.ofx"))));
        var flow = page.FindComponent<ImportPreview>().Instance.Flow;

        await page.InvokeAsync(() => Task.WhenAll(flow.Import(), flow.Import()));

        Assert.Equal(62, Assert.Single(await Member.Imports.List(Member.Id)).NewRows);
    }

    [Fact]
    public async Task A_double_click_in_the_browser_brings_a_file_in_once()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app);
        await Preview(app, window);

        await window.Page.Locator(".preview-actions .button-primary").EvaluateAsync("button => { button.click(); button.click(); }");
        await window.Sees("62 new transactions are stored.");

        Assert.Equal(62, Assert.Single(await Imports(app)).NewRows);
        window.HasNoTroubles();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_import_whose_page_is_left_goes_on_and_is_found_in_the_list(bool closesTheTab)
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app);
        await Preview(app, window);
        // Holds the place of the one writer, so that the import is under way for as long as this test likes.
        var gate = new TaskCompletionSource();
        var holding = app.Get<Databases>().Data.Write((_, _) => gate.Task, TestContext.Current.CancellationToken);

        await window.Page.Locator(".preview-actions .button-primary").ClickAsync();
        await window.Sees("You may leave this page");
        if (closesTheTab)
        {
            await window.Page.CloseAsync();
        }
        else
        {
            await window.Page.Locator("nav a[href='/links']").ClickAsync();
            await window.WaitFor("/links");
        }

        Assert.Empty(await Imports(app));
        gate.SetResult();
        await holding;

        await using var later = await BrowserPage.In(window.Context, app.Address);
        await later.Go("/import");
        await later.Sees("checking.ofx");
        await later.Sees("62 new");
        Assert.Equal(62, Assert.Single(await Imports(app)).NewRows);
        later.HasNoTroubles();
    }

    private static async Task Preview(BankViewApp app, BrowserPage window)
    {
        await window.SetUp(app);
        await window.Go("/import");
        await Assertions.Expect(window.Page.Locator("#statement-files")).ToBeEnabledAsync();
        await window.Page.Locator("#statement-files").SetInputFilesAsync(Samples.Path("checking.ofx"));
        await window.Sees("Nothing is stored yet.");
    }

    private static async Task<IReadOnlyList<ImportSummary>> Imports(BankViewApp app) => await app.Get<ImportStore>().List(await app.IdOf("Robin"));
}
