using System.Globalization;
using System.Net.Sockets;
using Trivium.Errors;

namespace Trivium.Documents.Fetching;

/// <summary>The time a fetch may take from its first byte to its last, and what its faults mean to the caller.</summary>
internal sealed class FetchDeadline : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _linked;

    public FetchDeadline(TimeSpan timeout, TimeProvider time, CancellationToken caller)
    {
        _timeout = timeout;
        _caller = caller;
        _time = new(timeout, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, caller);
        Token = _linked.Token;
    }

    /// <summary>Cancelled when the time is up or the caller has gone.</summary>
    public CancellationToken Token { get; }

    /// <summary>The fault as the caller is to see it; null where it is not of the fetch.</summary>
    public TriviumException? Translate(string url, Exception exception) => exception switch
    {
        // What a connection was refused for comes wrapped in what the client makes of it.
        TriviumException fault => fault,
        HttpRequestException { InnerException: TriviumException fault } => fault,
        OperationCanceledException when _caller.IsCancellationRequested => null,
        OperationCanceledException => new(
            ErrorCode.Unavailable,
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{url}' was not there within {_timeout.TotalSeconds} seconds. Try again later, or send its content."),
            exception),
        HttpRequestException or IOException or SocketException => new(
            ErrorCode.Unavailable,
            $"'{url}' could not be fetched: {Cause(exception)}. Try again later, or send its content.",
            exception),
        InvalidDataException => new(
            ErrorCode.Invalid, $"What '{url}' answered is damaged: it does not decompress. Send its content.", exception),
        _ => null,
    };

    public void Dispose()
    {
        _linked.Dispose();
        _time.Dispose();
    }

    private static string Cause(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its host has no address",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => "its host has no address",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "its server takes no connection",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "its certificate is not valid",
        _ => "the connection broke off",
    };
}
