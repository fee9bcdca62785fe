using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Institutions;
using BankView.Tests.Testing;
using BankView.Web.BankLinks.Wizard;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>What the list of banks and the consent page say.</summary>
public class WizardPageTests : WizardPageTest
{
    [Fact]
    public async Task Without_banks_on_offer_a_statement_is_the_way()
    {
        await Scene.Save(InstitutionState.Draft);
        var page = Render<LinkBankPage>();
        Assert.Contains("No bank is on offer yet.", Text(page), StringComparison.Ordinal);
        Assert.NotNull(page.Find("a[href='/import']"));
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so()
    {
        var page = Render<LinkBankPage>();
        await page.Find("input[type=search]").InputAsync("zebra");
        Assert.Contains("No bank here is called “zebra”.", Text(page), StringComparison.Ordinal);
        await page.Find("input[type=search]").InputAsync("ALDER");
        Assert.Contains("Alder Bank", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void In_English_the_page_says_what_the_consent_keeps_to_the_letter()
    {
        var texts = Services.GetRequiredService<IStringLocalizer<WizardTexts>>();
        foreach (var terms in new[] { LinkingScene.Terms, LinkingScene.Terms with { Purposes = Enum.GetValues<Purpose>(), Days = 365 } })
        {
            Assert.Equal(ConsentText.Of(terms), WizardWords.Words(texts, terms));
        }

        Read("de-DE");
        Assert.Contains("nach Anzeichen von Betrug", WizardWords.Words(texts, LinkingScene.Terms), StringComparison.Ordinal);
        Assert.All(Enum.GetValues<ProblemKind>(), kind => Assert.False(texts[$"Problem_{kind}"].ResourceNotFound, $"{kind} has no sentence."));
    }

    [Fact]
    public async Task No_purpose_but_showing_is_on_until_it_is_chosen_and_a_wrong_term_is_not_agreed_to()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/links/new?bank={Scene.Institution.Id}");
        var page = Render<LinkBankPage>();
        Assert.All(page.FindAll("[role=switch]"), one => Assert.Equal("false", one.GetAttribute("aria-checked")));

        await page.FindAll("input[type=radio]")[^1].ChangeAsync(true);
        await page.Find("#own-days").InputAsync("400");
        await page.Find("button.button-primary").ClickAsync();
        Assert.Equal("true", page.Find("#own-days").GetAttribute("aria-invalid"));
        Assert.Empty(Scene.Bank.Begun);

        await page.Find("#own-days").InputAsync("45");
        await page.FindAll("[role=switch]")[1].ClickAsync();
        Assert.Contains("in a messenger that I connect", Text(page), StringComparison.Ordinal);
        await page.Find("button.button-primary").ClickAsync();
        Assert.Equal(45, Assert.Single(Scene.Bank.Begun).Days);
    }

    [Fact]
    public async Task A_bank_that_cannot_be_asked_leaves_the_consent_page_with_a_sentence()
    {
        Scene.Bank.Fails["Begin"] = new ConnectorProblem(ProblemKind.ProviderDown);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/links/new?bank={Scene.Institution.Id}");
        var page = Render<LinkBankPage>();
        await page.Find("button.button-primary").ClickAsync();
        Assert.Contains("Alder Bank did not answer", Text(page), StringComparison.Ordinal);
        Assert.Equal(0, await Scene.Count("link_attempts"));
    }
}
