using System.Net;
using System.Net.Sockets;
using Trivium.Errors;

namespace Trivium.Documents.Fetching;

/// <summary>
/// Connects to a host's address after every address the host has was judged. The name is resolved once, and the
/// connection goes to an address of that answer: a name that says something else a moment later (DNS rebinding) gains
/// nothing by it.
/// </summary>
internal sealed class GuardedConnections(UrlRules rules, IAddressResolver resolver)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        string host = context.DnsEndPoint.Host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
        int port = context.DnsEndPoint.Port;
        IPAddress[] addresses = IPAddress.TryParse(host, out IPAddress? literal)
            ? [literal]
            : await resolver.ResolveAsync(host, cancellationToken);

        // All of them, not only the first: which one is tried next is not ours to say.
        foreach (IPAddress address in addresses)
        {
            if (rules.RefusalOf(host, port, address) is { } what)
                throw UrlRules.Refused(
                    context.InitialRequestMessage.RequestUri!.OriginalString,
                    $"the address {address} of '{host}' is {what}");
        }

        return await ConnectAsync(addresses, host, port, cancellationToken);
    }

    private static async Task<Stream> ConnectAsync(
        IPAddress[] addresses, string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (addresses.Length == 0)
                throw new TriviumException(ErrorCode.Unavailable, $"The host '{host}' has no address. Try again later.");
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
