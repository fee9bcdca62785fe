using BankView.Tests.Testing;
using BankView.Web.Transactions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.Transactions;

/// <summary>The activity page, opened at an address as a browser opens it.</summary>
public abstract class ActivityTest : PageTest
{
    protected ActivityTest()
    {
        Services.AddScoped<SearchReading>();
        Services.AddTransient<ActivityReader>();
    }

    protected NavigationManager Location => Services.GetRequiredService<NavigationManager>();

    /// <summary>Where the page stands now, as a person sees it: "/activity?q=bakery".</summary>
    protected string Address => "/" + Location.ToBaseRelativePath(Location.Uri);

    protected IRenderedComponent<ActivityPage> Open(string address = "/activity")
    {
        Location.NavigateTo(address);
        return Render<ActivityPage>();
    }

    /// <summary>Types as a person does, and rests.</summary>
    protected async Task Type(IRenderedComponent<ActivityPage> page, string text)
    {
        var typed = page.Find("input[type=search]").InputAsync(new ChangeEventArgs { Value = text });
        Database.Clock.Advance(TimeSpan.FromMilliseconds(250));
        await typed;
    }

    /// <summary>The merchants of the rows, from above.</summary>
    protected static string[] Rows(IRenderedComponent<ActivityPage> page) =>
        [.. page.FindAll(".transaction-list .row-title").Select(row => row.TextContent)];
}
