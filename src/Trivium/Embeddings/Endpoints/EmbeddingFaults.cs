using Trivium.Errors;

namespace Trivium.Embeddings.Endpoints;

/// <summary>What went wrong at an embedding endpoint, as whoever runs the app is to see it; whether it may pass by itself.</summary>
internal sealed class EmbeddingFaults(EmbeddingEndpoint endpoint) : EndpointFaults(
    endpoint.Timeout, "cannot be reached", "answered something that is no list of vectors")
{
    /// <summary>The endpoint answers, and will go on answering so.</summary>
    public TriviumException Lasting(string what, Exception? cause = null) => new(
        ErrorCode.Internal, $"The embedding endpoint {endpoint.Endpoint} (model '{endpoint.Model}') {what}.", cause);

    protected override TriviumException Passing(string what, Exception? cause) => Passing(what, cause, ErrorCode.Unavailable);

    protected override TriviumException OfStatus(int status, Exception cause) => status switch
    {
        429 => Passing("answered 429", cause, ErrorCode.RateLimited),
        408 or 409 or >= 500 => Passing($"answered {status}", cause),
        401 or 403 => Lasting($"refused the key ({status}). Set Embeddings__Key, or give the app's identity the role", cause),
        404 => Lasting("has no such model or path (404). Check Embeddings__Endpoint and Embeddings__Model", cause),
        _ => Lasting($"refused the texts ({status})", cause),
    };

    private TriviumException Passing(string what, Exception? cause, ErrorCode code) => new(
        code, $"The embedding endpoint {endpoint.Endpoint} {what}. It is asked again.", cause);
}
