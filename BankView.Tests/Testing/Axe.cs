using Deque.AxeCore.Playwright;

namespace BankView.Tests.Testing;

/// <summary>What axe-core and a narrow screen find wrong with the page that stands in a window.</summary>
internal static class Axe
{
    /// <summary>One sentence each: <paramref name="page"/>, the rule and the first element that breaks it.</summary>
    public static async Task<IReadOnlyList<string>> Findings(this BrowserPage window, string page)
    {
        var result = await window.Page.RunAxe();
        var scrolls = await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        return [.. result.Violations.Select(found => $"{page}: {found.Id}: {found.Help}: {found.Nodes[0].Html}"),
            .. scrolls ? [$"{page}: scrolls sideways"] : Array.Empty<string>()];
    }
}
