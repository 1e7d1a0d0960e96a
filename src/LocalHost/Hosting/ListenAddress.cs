using System.Net;
using System.Net.Sockets;

namespace Trivium.LocalHost.Hosting;

/// <summary>Where the host listens, as it was asked for.</summary>
/// <param name="Address">The address.</param>
internal sealed record ListenAddress(IPAddress Address)
{
    /// <summary>Whether only this machine reaches it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Reads an address: of this machine, <c>localhost</c>, or <c>*</c> for all it has.</summary>
    /// <exception cref="StartupException">It is none.</exception>
    public static ListenAddress Parse(string text) => text switch
    {
        "localhost" => new(IPAddress.Loopback),
        "*" => new(IPAddress.Any),
        _ when IPAddress.TryParse(text, out IPAddress? address) => new(address),
        _ => throw new StartupException(
            $"--host takes an address of this machine, such as 127.0.0.1 or 0.0.0.0 (all of them), not '{text}'."),
    };

    /// <summary>The base URL by which this machine reaches it: nobody can be called at "any address".</summary>
    /// <param name="port">The port that was really bound.</param>
    public string UrlOf(int port)
    {
        IPAddress reached = Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : Address;
        string host = reached.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{reached}]" : reached.ToString();
        return $"http://{host}:{port}";
    }
}
