using BankView.Tests.SignIn;
using BankView.Tests.Testing;

namespace BankView.Tests.WholeWay;

/// <summary>axe-core finds nothing in the states between two pages either: one-time links, second factor, files on their way in.</summary>
public class StateAccessibilityTests(Browser browser)
{
    [Theory, InlineData(1280, false, "en-US"), InlineData(1280, true, "de-DE"), InlineData(390, false, "de-DE"), InlineData(390, true, "en-US")]
    public async Task Every_state_is_free_of_findings(int width, bool dark, string language)
    {
        await using var service = await OutsideService.Start();
        await using var app = await StateWalk.Start(service);
        await using var window = await browser.Open(app, width, dark, language);
        var findings = new List<string>();
        var walk = new StateWalk(app, window, async name => findings.AddRange(await window.Findings(name)));

        await walk.OneTimeLinks();
        await walk.SecondFactor();
        await walk.Confirm();
        await walk.SecurityActivity();
        await walk.Outside();
        await walk.Imports();

        Assert.Empty(findings);
        Assert.DoesNotContain(window.Troubles, trouble => !trouble.StartsWith($"another origin: {service.Address}", StringComparison.Ordinal));
    }
}
