using System.ClientModel;
using Trivium.Errors;

namespace Trivium.Embeddings.Endpoints;

/// <summary>What went wrong at an embedding endpoint, as whoever runs the app is to see it; whether it may pass by itself.</summary>
internal static class EndpointFaults
{
    /// <summary>Null: not a fault of the endpoint.</summary>
    public static TriviumException? Translate(EmbeddingEndpoint endpoint, Exception exception, CancellationToken caller) =>
        exception switch
        {
            TriviumException fault => fault,
            ClientResultException result => OfStatus(endpoint, result),
            OperationCanceledException when caller.IsCancellationRequested => null,
            OperationCanceledException or TimeoutException => Passing(
                endpoint, $"did not answer within {endpoint.Timeout.TotalSeconds:0.#} seconds", exception),
            AggregateException { InnerException: { } inner } => Translate(endpoint, inner, caller),
            HttpRequestException or IOException => Passing(endpoint, "cannot be reached", exception),
            FormatException or System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException
                or ArgumentException => Passing(endpoint, "answered something that is no list of vectors", exception),
            _ => null,
        };

    /// <summary>The endpoint answers, and will go on answering so.</summary>
    public static TriviumException Lasting(EmbeddingEndpoint endpoint, string what, Exception? cause = null) => new(
        ErrorCode.Internal, $"The embedding endpoint {endpoint.Endpoint} (model '{endpoint.Model}') {what}.", cause);

    private static TriviumException OfStatus(EmbeddingEndpoint endpoint, ClientResultException result) => result.Status switch
    {
        429 => Passing(endpoint, "answered 429", result, ErrorCode.RateLimited),
        0 or 408 or 409 or >= 500 => Passing(
            endpoint, result.Status == 0 ? "cannot be reached" : $"answered {result.Status}", result),
        401 or 403 => Lasting(endpoint, $"refused the key ({result.Status}). Set Embeddings__Key, or give the app's identity the role", result),
        404 => Lasting(endpoint, "has no such model or path (404). Check Embeddings__Endpoint and Embeddings__Model", result),
        _ => Lasting(endpoint, $"refused the texts ({result.Status})", result),
    };

    private static TriviumException Passing(
        EmbeddingEndpoint endpoint, string what, Exception cause, ErrorCode code = ErrorCode.Unavailable) => new(
        code, $"The embedding endpoint {endpoint.Endpoint} {what}. It is asked again.", cause);
}
