using BankView.Tests.Testing;
using BankView.Web.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.Shell;

public class PageErrorBoundaryTests : UiTest
{
    private bool _fails = true;

    [Fact]
    public void A_page_that_fails_shows_a_sentence_a_reference_and_a_way_back_but_no_details()
    {
        var page = Show();
        Assert.Contains("This page could not be shown.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{32}$", page.Find(".reference").TextContent);
        Assert.Equal("Back to the overview", page.Find($"a[href='{Urls.Overview}']").TextContent);
        Assert.DoesNotContain("secret", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_page_starts_afresh()
    {
        var page = Show();
        _fails = false;
        Services.GetRequiredService<NavigationManager>().NavigateTo("/elsewhere");
        Assert.Equal("fine", page.Markup);
    }

    private IRenderedComponent<PageErrorBoundary> Show() => Render<PageErrorBoundary>(p => p.Add(
        b => b.ChildContent,
        builder => builder.AddContent(0, _fails ? throw new InvalidOperationException("secret detail") : "fine")));
}
