using BankView.Data.BankLinks.Connectors;
using BankView.Data.Institutions;
using BankView.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>A running application with three banks on offer, all of them one bank in memory, and what a person clicks on the way to a link.</summary>
internal static class WizardApp
{
    /// <param name="site">Where the bank asks people; null for one that gives tokens.</param>
    public static async Task<BankViewApp> Start(BankSite? site, ConnectorKind kind = ConnectorKind.Fdx)
    {
        var bank = new MemoryBank(kind);
        bank.Address = site?.Address ?? bank.Address;
        var app = await BankViewApp.Start(host => host.ConfigureServices(services => services.RemoveAll<IConnector>().AddSingleton<IConnector>(bank)));
        foreach (var (name, note) in new[] { ("Alder Bank", null), ("Birch Bank", "Needs a card reader"), ("Cedar Credit Union of the Upper Valley", (string?)null) })
        {
            await app.Get<InstitutionStore>().Save(
                new Institution { Id = Guid.CreateVersion7(), Name = name, Connector = kind, State = InstitutionState.Offered, Place = 1, Note = note },
                new Dictionary<string, string>(), new Dictionary<string, string>());
        }

        return app;
    }

    /// <summary>From the list of banks over the consent page to the bank.</summary>
    public static async Task Agree(this BrowserPage window)
    {
        await window.Go("/links/new");
        await window.Follow("Alder Bank");
        await window.Press("Agree and go to Alder Bank");
    }

    public static Task Follow(this BrowserPage window, string link) =>
        window.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    /// <summary>What the person says on the bank's own page.</summary>
    public static async Task Answer(this BrowserPage window, BankSite site, string answer)
    {
        await window.Page.WaitForURLAsync(url => url.StartsWith(site.Address.ToString(), StringComparison.Ordinal));
        await window.Page.GetByRole(AriaRole.Link, new() { Name = answer }).ClickAsync();
    }
}
