using System.Net;

namespace Trivium.Documents.Fetching;

/// <summary>Finds the addresses of a host.</summary>
internal interface IAddressResolver
{
    /// <exception cref="System.Net.Sockets.SocketException">There is no such host, or nobody could be asked.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>Asks the system's resolver.</summary>
internal sealed class DnsAddressResolver : IAddressResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Dns.GetHostAddressesAsync(host, cancellationToken);
}
