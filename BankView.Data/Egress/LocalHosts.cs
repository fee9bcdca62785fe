using System.Collections.Concurrent;

namespace BankView.Data.Egress;

/// <summary>
/// Hosts that this installation lists as its own neighbours (<c>Egress:LocalHosts</c>): they may be reached by plain http and at
/// inner addresses. An entry is a host, or host:port for that port alone.
/// </summary>
public sealed class LocalHosts(IEnumerable<string> hosts)
{
    private readonly ConcurrentDictionary<string, bool> _hosts =
        new(hosts.Select(host => KeyValuePair.Create(host.Trim(), true)), StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds one that is only known when the server runs.</summary>
    public void Add(string host) => _hosts[host] = true;

    public bool Contains(Uri address) => Contains(address.IdnHost, address.Port);

    internal bool Contains(string host, int port) => _hosts.ContainsKey(host) || _hosts.ContainsKey($"{host}:{port}");
}
