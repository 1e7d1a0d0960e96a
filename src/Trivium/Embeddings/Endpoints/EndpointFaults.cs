using System.ClientModel;
using System.Text.Json;
using Trivium.Errors;

namespace Trivium.Embeddings.Endpoints;

/// <summary>What can go wrong at an endpoint that speaks OpenAI's API, whatever is asked of it; the words are of each kind of model.</summary>
/// <param name="timeout">How long an answer may take.</param>
/// <param name="unreachable">What is said of an endpoint to which the connection failed.</param>
/// <param name="unreadable">What is said of an answer that cannot be read.</param>
internal abstract class EndpointFaults(TimeSpan timeout, string unreachable, string unreadable)
{
    /// <summary>Null: not a fault of the endpoint.</summary>
    /// <param name="exception">What was thrown while the endpoint was asked.</param>
    /// <param name="caller">What the caller gives up with; then it is no fault of the endpoint.</param>
    public TriviumException? Translate(Exception exception, CancellationToken caller) => exception switch
    {
        TriviumException fault => fault,
        ClientResultException { Status: 0 } => Passing("cannot be reached", exception),
        ClientResultException result => OfStatus(result.Status, result),
        OperationCanceledException when caller.IsCancellationRequested => null,
        OperationCanceledException or TimeoutException => Passing(
            $"did not answer within {timeout.TotalSeconds:0.#} seconds", exception),
        AggregateException { InnerException: { } inner } => Translate(inner, caller),
        HttpRequestException or IOException => Passing(unreachable, exception),
        FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException =>
            Passing(unreadable, exception),
        _ => null,
    };

    /// <summary>A fault that may be gone when the endpoint is asked again.</summary>
    protected abstract TriviumException Passing(string what, Exception? cause);

    /// <summary>A fault that the endpoint named by an HTTP status.</summary>
    protected abstract TriviumException OfStatus(int status, Exception cause);
}
