using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BankView.Tests.Testing;

/// <summary>The sign-in page of a bank at an address of its own: a person says yes or no there, and is sent back with the answer.</summary>
internal sealed class BankSite : IAsyncDisposable
{
    private readonly WebApplication _site;

    private BankSite(WebApplication site) => _site = site;

    public Uri Address => new(_site.Urls.First() + "/authorize");

    public static async Task<BankSite> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        site.MapGet("/authorize", (string state, string return_to) => Results.Content($"""
            <!doctype html><html lang="en"><title>Alder Bank</title><link rel="icon" href="data:,">
            <main><h1>Alder Bank</h1><p>May BankView read your accounts?</p>
            <a href="{return_to}?state={state}&amp;code=code-{state}">Yes</a>
            <a href="{return_to}?state={state}&amp;error=access_denied">No</a></main>
            """, "text/html"));
        await site.StartAsync();
        return new BankSite(site);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
