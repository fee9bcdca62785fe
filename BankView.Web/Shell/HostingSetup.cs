using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using MudBlazor.Services;

namespace BankView.Web.Shell;

/// <summary>What the shell needs from the host: pages, languages, the address.</summary>
internal static class HostingSetup
{
    /// <summary>Languages with texts of their own.</summary>
    public static readonly CultureInfo[] Languages = [new("en"), new("de")];

    // Figures follow the reader's country where it differs from the language's usual form.
    private static readonly CultureInfo[] Formats =
        [.. Languages, .. new[] { "en-US", "en-GB", "en-IE", "en-CA", "en-AU", "en-NZ", "en-IN", "de-DE", "de-AT", "de-CH" }
            .Select(name => new CultureInfo(name))];

    /// <summary>
    /// The folder of a published application, which holds its files and settings from wherever it is started: the host would look
    /// for them where it was started, and answer every style and script with nothing in it. Null for one that is not published, and where
    /// whoever starts it says by <c>contentRoot</c>, or by a wwwroot in the folder it is started in, that they stand elsewhere.
    /// </summary>
    public static string? PublishedRoot(string[] args)
    {
        var isChosen = args.Any(arg => arg.TrimStart('-', '/').StartsWith(WebHostDefaults.ContentRootKey, StringComparison.OrdinalIgnoreCase))
            || (Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") ?? Environment.GetEnvironmentVariable("DOTNET_CONTENTROOT")) is not null;
        return !isChosen && HasWebRoot(AppContext.BaseDirectory) && !HasWebRoot(Environment.CurrentDirectory) ? AppContext.BaseDirectory : null;
    }

    private static bool HasWebRoot(string folder) => Directory.Exists(Path.Combine(folder, "wwwroot"));

    /// <summary>http://localhost:5080 unless an address is configured in any of the usual ways.</summary>
    public static void UseDefaultAddress(this IWebHostBuilder web, IConfiguration configuration)
    {
        string[] keys = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        if (keys.All(key => configuration[key] is null) && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            web.UseUrls("http://localhost:5080");
        }
    }

    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .RegisterPersistentService<Viewer>(Microsoft.AspNetCore.Components.Web.RenderMode.InteractiveServer);
        services.AddMudServices();
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<Viewer>();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new("en");
            options.SupportedCultures = Formats;
            options.SupportedUICultures = Languages;
        });
        return services;
    }

    /// <summary>Failures and wrong addresses end on a page of ours, with the status code kept.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseExceptionHandler(Urls.Error, createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute($"{Urls.Error}/{{0}}", createScopeForStatusCodePages: true);
        app.Use(ShowOutdatedForm);
    }

    // A form that was open for days, or across a sign-out, fails its antiforgery check; Blazor answers that with a blank page.
    private static async Task ShowOutdatedForm(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && !http.Response.HasStarted
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = $"{Urls.Error}/{StatusCodes.Status400BadRequest}";
        }
    }

    public static void MapPages(this WebApplication app) =>
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            // Compressed frames would let an attacker who injects text guess what stands beside it from the length.
            options.DisableWebSocketCompression = true;
            options.ContentSecurityFrameAncestorsPolicy = "'none'";
        });
}
