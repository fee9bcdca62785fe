using System.Net;
using System.Net.Sockets;

namespace BankView.Data.Egress;

/// <summary>
/// Opens connections for outgoing calls. A name is resolved once, its addresses are checked, and the connection goes to the address that
/// was checked: a name that answers differently the next time (DNS rebinding) leads nowhere else.
/// </summary>
public sealed class EgressConnection(LocalHosts localHosts)
{
    /// <summary>Finds the addresses of a name; the system's resolver, unless a test has names of its own.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>A handler without cookies, redirects, proxies or credentials of its own.</summary>
    internal SocketsHttpHandler MakeHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy would resolve names by itself, out of reach of the check.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, cancellation) => Open(context.DnsEndPoint, cancellation),
    };

    /// <exception cref="EgressException">It would have gone to an inner address.</exception>
    /// <exception cref="SocketException">No such host, or nobody answers there.</exception>
    internal async ValueTask<Stream> Open(DnsEndPoint host, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host.Host, out var literal)
            ? [literal]
            : await Resolve(host.Host, cancellation);
        if (!localHosts.Contains(host.Host, host.Port))
        {
            // One inner address among public ones is how rebinding begins, so it refuses them all.
            if (addresses.Length == 0 || !addresses.All(PublicAddress.IsPublic))
            {
                throw new EgressException(EgressFailure.Blocked, $"{host.Host} is at an inner address, and not listed as a local host.");
            }
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
