using BankView.Tests.Testing;
using Microsoft.Playwright;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Shell;

/// <summary>For a glance in a queue: one switch blurs every amount, and the browser remembers it.</summary>
public class HideAmountsBrowserTests(Browser browser)
{
    [Fact]
    public async Task Amounts_are_blurred_at_once_on_every_page_and_after_loading_anew()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app, 390);
        await window.SetUp(app);
        var member = await TestMember.Of(app, "Robin");
        await member.BringIn(Checking(Row("2026-11-18", -1234, "Corner Bakery", "1", isCard: true)).WithBalance("2026-11-19", 512345));
        await window.Go("/");
        Assert.Equal(["none"], await Filters(window));

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Hide amounts" }).ClickAsync();
        Assert.DoesNotContain("none", await Filters(window));

        foreach (var path in new[] { "/", "/activity" })
        {
            await window.Go(path);
            Assert.DoesNotContain("none", await Filters(window));
        }

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Hide amounts" }).ClickAsync();
        Assert.Equal(["none"], await Filters(window));
        window.HasNoTroubles();
    }

    // Which ways amounts are drawn; there must be some.
    private static async Task<string[]> Filters(BrowserPage window)
    {
        await Assertions.Expect(window.Page.Locator(".money").First).ToBeVisibleAsync();
        return await window.Page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('.money')].map(money => getComputedStyle(money).filter))]");
    }
}
