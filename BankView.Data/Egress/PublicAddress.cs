using System.Net;
using System.Net.Sockets;

namespace BankView.Data.Egress;

/// <summary>Which addresses stand on the open internet. Source: IANA's special-purpose address registries (RFC 6890 and updates).</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Inner =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // A cloud's metadata service that lies in a range of its own.
            "168.63.129.16/32",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // Only this part of IPv6 is given out; within it, tunnels and documentation are not hosts (and tunnels can hide an inner IPv4).
    private static readonly IPNetwork Given = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotHosts =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(network => IPNetwork.Parse(network))];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork
            ? !Inner.Any(network => network.Contains(plain))
            : Given.Contains(plain) && !NotHosts.Any(network => network.Contains(plain));
    }
}
