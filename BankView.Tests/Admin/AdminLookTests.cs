using BankView.Tests.Testing;
using Deque.AxeCore.Playwright;

namespace BankView.Tests.Admin;

public class AdminLookTests(Browser browser)
{
    [Theory, InlineData(1280, false, "en-US"), InlineData(390, true, "en-US"), InlineData(390, false, "de-DE"), InlineData(1280, true, "de-DE")]
    public async Task Axe_finds_nothing_on_any_page_of_the_administration_and_none_is_too_wide(int width, bool dark, string language)
    {
        await using var site = await AdminSite.Open();
        await using var window = await browser.Open(site.App, width, dark, language);
        await window.Go("/sign-in");
        await window.Page.FillAsync("input[autocomplete*=username]", "Alex");
        await window.Page.FillAsync("input[type=password]", BankViewApp.Password);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync(address => !address.Contains("/sign-in", StringComparison.Ordinal));

        foreach (var page in AdminRoutes.All(site))
        {
            await window.Go(page);
            var found = await window.Page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{page}: " + string.Join("; ", found.Violations.Select(one => $"{one.Id} {one.Nodes[0].Html}")));
            Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page} is too wide.");
        }

        Assert.DoesNotContain(window.Troubles, trouble => !trouble.Contains("404", StringComparison.Ordinal));
    }
}
