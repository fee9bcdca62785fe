using BankView.Data.Egress;

namespace BankView.Data.Channels.WebPush;

/// <summary>
/// The push services that BankView sends to. A browser names its own, and anybody can claim to be a browser: without this list, an
/// endpoint could be any address that BankView then calls.
/// </summary>
public sealed class PushHosts(IEnumerable<string> hosts, LocalHosts localHosts)
{
    private const string AnyBelow = "*.";

    /// <summary>Those of Chrome and its kin, Firefox, Safari and Edge. <c>*.</c> stands for every name below.</summary>
    public static readonly IReadOnlyList<string> OfBrowsers =
        ["fcm.googleapis.com", "updates.push.services.mozilla.com", "*.push.services.mozilla.com", "web.push.apple.com", "*.push.apple.com", "*.notify.windows.com"];

    private readonly string[] _hosts = [.. hosts.Select(host => host.Trim().ToLowerInvariant()).Where(host => host.Length > 0)];

    /// <summary>The addresses of those that are listed by their whole name.</summary>
    public IEnumerable<Uri> Addresses => _hosts.Where(host => !host.StartsWith(AnyBelow, StringComparison.Ordinal)).Select(AddressOf);

    /// <summary>True for an endpoint at a listed host, encrypted unless the host is local.</summary>
    public bool Allow(Uri endpoint) =>
        (endpoint.Scheme is "https" || localHosts.Contains(endpoint)) && _hosts.Any(host => IsAt(host, endpoint));

    // A host without a port means the usual one.
    private static bool IsAt(string host, Uri endpoint)
    {
        var authority = endpoint.IdnHost.ToLowerInvariant() + (endpoint.IsDefaultPort ? "" : $":{endpoint.Port}");
        return host.StartsWith(AnyBelow, StringComparison.Ordinal)
            ? authority.EndsWith(host[1..], StringComparison.Ordinal) && authority.Length >= host.Length
            : string.Equals(authority, host, StringComparison.Ordinal);
    }

    private Uri AddressOf(string host) =>
        new Uri($"https://{host}/") is var address && localHosts.Contains(address) ? new Uri($"http://{host}/") : address;
}
