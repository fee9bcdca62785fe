using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BankView.Web.SandboxBank;

/// <summary>
/// Where Sandbox Bank is reached: <c>SandboxBank:Address</c> (scheme, host and port as a browser writes them), else the first address
/// that the application listens on. Known once the server has started.
/// </summary>
public sealed class SandboxBankAddress(IConfiguration configuration, IHostEnvironment environment, IServer server)
{
    /// <summary>Everything of the bank's stands below this path.</summary>
    public const string Path = "/sandbox-bank";

    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];
    private static readonly Uri Default = new("http://localhost:5080");

    /// <summary>On in Development and by <c>SandboxBank:Enabled=true</c>; <c>false</c> turns it off anywhere.</summary>
    public bool IsOn => configuration.GetValue<bool?>("SandboxBank:Enabled") ?? environment.IsDevelopment();

    /// <summary>Scheme, host and port.</summary>
    public Uri Site => configuration["SandboxBank:Address"] is { Length: > 0 } given ? new Uri(given) : Listening.FirstOrDefault(Default);

    /// <summary>The issuer identifier of its authorization server (RFC 8414, section 2).</summary>
    public string Issuer => $"{Site.GetLeftPart(UriPartial.Authority)}{Path}";

    /// <summary>The base of its FDX interface.</summary>
    public string Api => $"{Issuer}/fdx/v6";

    /// <summary>
    /// <c>host:port</c> for the list of local hosts that calls may go to: the bank stands on this machine, which is refused otherwise.
    /// Null when the bank is off.
    /// </summary>
    public string? LocalHost => IsOn ? $"{Site.Host}:{Site.Port}" : null;

    /// <summary>Every address that a browser on this machine may use for the application.</summary>
    public IEnumerable<Uri> Sites => new[] { Site }.Concat(Listening).SelectMany(Spellings).Distinct();

    private IEnumerable<Uri> Listening => server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(WithName) ?? [];

    // A server that listens everywhere names itself in ways that no browser understands, and passkeys want a name.
    private static Uri WithName(string address)
    {
        var site = new UriBuilder(address.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal));
        site.Host = site.Host is "0.0.0.0" or "[::]" || site.Uri.IsLoopback ? "localhost" : site.Host;
        return site.Uri;
    }

    private static IEnumerable<Uri> Spellings(Uri site) =>
        site.IsLoopback ? ThisMachine.Select(host => new UriBuilder(site) { Host = host }.Uri) : [site];
}
