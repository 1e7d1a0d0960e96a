using System.Net;
using System.Net.Sockets;

namespace Trivium.Documents.Fetching;

/// <summary>
/// Which addresses are on the public Internet. Everything else is refused: the IANA special-purpose registries (RFC 6890
/// and its updates), and the addresses at which clouds give credentials to whoever asks from inside.
/// </summary>
internal static class AddressRules
{
    private static readonly (IPNetwork Network, string What)[] _special =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "\"this network\""),
        (IPNetwork.Parse("10.0.0.0/8"), "a private network"),
        (IPNetwork.Parse("100.64.0.0/10"), "a carrier's private network"),
        (IPNetwork.Parse("127.0.0.0/8"), "this machine"),
        (IPNetwork.Parse("168.63.129.16/32"), "the cloud's own services"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local, where clouds keep their metadata service"),
        (IPNetwork.Parse("172.16.0.0/12"), "a private network"),
        (IPNetwork.Parse("192.0.0.0/24"), "reserved for protocols"),
        (IPNetwork.Parse("192.0.2.0/24"), "reserved for documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "a retired relay"),
        (IPNetwork.Parse("192.168.0.0/16"), "a private network"),
        (IPNetwork.Parse("198.18.0.0/15"), "reserved for benchmarks"),
        (IPNetwork.Parse("198.51.100.0/24"), "reserved for documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "reserved for documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved"),
        (IPNetwork.Parse("2001::/23"), "reserved for protocols, tunnels among them"),
        (IPNetwork.Parse("2001:db8::/32"), "reserved for documentation"),
        (IPNetwork.Parse("2002::/16"), "a tunnel to an IPv4 address"),
        (IPNetwork.Parse("3fff::/20"), "reserved for documentation"),
        (IPNetwork.Parse("::1/128"), "this machine"),
        (IPNetwork.Parse("fc00::/7"), "a private network"),
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
        (IPNetwork.Parse("64:ff9b::/96"), "a translation to an IPv4 address"),
    ];

    /// <summary>All of IPv6 that is given out: what is not in it is nobody's, or special.</summary>
    private static readonly IPNetwork _globalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>What an address is, where it is not on the public Internet; null where it is.</summary>
    public static string? Refusal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        foreach ((IPNetwork network, string what) in _special)
        {
            if (network.Contains(address)) return what;
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && !_globalUnicast.Contains(address)
            ? "not a public address"
            : null;
    }
}
