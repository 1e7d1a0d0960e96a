using System.Globalization;
using System.Net;

namespace Trivium.Documents.Fetching;

/// <summary>
/// Where documents may be fetched from although it is not public: a host name or address, with or without a port, or a
/// network. Without a port only 80 and 443 are meant; <c>*</c> means every port.
/// </summary>
internal sealed record FetchTarget
{
    private const string AnyPort = "*";

    private string? Host { get; init; }

    private IPNetwork? Network { get; init; }

    private int? Port { get; init; }

    private bool IsAnyPort { get; init; }

    /// <summary>Reads "wiki.example", "10.0.0.5:8080", "[fd00::1]:*" or "10.1.0.0/16"; null where it is none of them.</summary>
    public static FetchTarget? Parse(string text)
    {
        if (IPNetwork.TryParse(text, out IPNetwork network)) return new() { Network = network };
        if (IPAddress.TryParse(text.Trim('[', ']'), out IPAddress? alone)) return new() { Host = alone.ToString() };

        int colon = text.LastIndexOf(':');
        string host = (colon < 0 ? text : text[..colon]).Trim('[', ']').ToLowerInvariant();
        string port = colon < 0 ? "" : text[(colon + 1)..];
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) return null;
        if (colon < 0) return new() { Host = host };
        if (port == AnyPort) return new() { Host = host, IsAnyPort = true };
        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 65_535
            ? new() { Host = host, Port = number }
            : null;
    }

    /// <summary>True where this host, whatever its address, may be asked on this port.</summary>
    public bool AllowsHost(string host, int port) =>
        Host is not null && Host.Equals(host, StringComparison.OrdinalIgnoreCase) && AllowsPort(port);

    /// <summary>True where this address, whatever it is called, may be asked.</summary>
    public bool AllowsAddress(IPAddress address) => Network?.Contains(address) == true;

    private bool AllowsPort(int port) => IsAnyPort || (Port is { } own ? own == port : port is 80 or 443);
}
