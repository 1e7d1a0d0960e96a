using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Trivium.Keys.RateLimiting;

/// <summary>
/// Counts keys that open nothing, by client address, so that guessing costs the store little. Who has a key that this
/// process knows is never refused because of others at the same address.
/// </summary>
internal sealed class FailedAttempts(TriviumOptions options, TimeProvider time)
{
    /// <summary>10,000 addresses at a time, about a hundred bytes each.</summary>
    private const int AddressesMax = 10_000;

    /// <summary>8 of the 16 bytes of an IPv6 address: a subscriber has all addresses below them.</summary>
    private const int NetworkBytes = 8;

    private readonly TokenBuckets _buckets = new(time, AddressesMax);

    /// <summary>Counts one.</summary>
    public void Count(HttpContext context)
    {
        if (options.RateLimits.FailuresPerMinute is > 0 and var perMinute)
            _buckets.TryTake(AddressOf(context), perMinute, out _);
    }

    /// <summary>How an address stands that has none left; null: it has.</summary>
    public BucketState? Exhausted(HttpContext context) =>
        _buckets.StateOf(AddressOf(context)) is { Remaining: 0 } state ? state : null;

    private string AddressOf(HttpContext context)
    {
        IPAddress? address = Forwarded(context) ?? context.Connection.RemoteIpAddress;
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }

    // The last address is the one the proxy next to this host has added; those before it are what the client says.
    private IPAddress? Forwarded(HttpContext context)
    {
        if (options.ClientAddressHeader is not { Length: > 0 } header) return null;

        string last = context.Request.Headers[header].ToString().Split(',')[^1].Trim();
        return IPEndPoint.TryParse(last, out IPEndPoint? endpoint) ? endpoint.Address : null;
    }
}
