using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Identity;
using OpenAI;

namespace Trivium.Embeddings.Endpoints;

/// <summary>How OpenAI's clients enter an endpoint that speaks its API, whatever they ask of it.</summary>
internal static class EndpointAccess
{
    private const string AzureScope = "https://cognitiveservices.azure.com/.default";

    /// <summary>With the key; without one, with the app's identity at https endpoints of Azure, else without anything.</summary>
    public static AuthenticationPolicy AuthenticationOf(string? key, Uri endpoint)
    {
        if (key is { Length: > 0 })
            return ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(key));

        // An endpoint on this machine or network asks for no key; the client wants one all the same.
        return endpoint.Scheme == Uri.UriSchemeHttps && endpoint.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase)
            ? new BearerTokenPolicy(new DefaultAzureCredential(), AzureScope)
            : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential("none"));
    }

    /// <summary>A client's options.</summary>
    /// <param name="endpoint">The base URL.</param>
    /// <param name="timeout">How long the network may be silent.</param>
    /// <param name="retriesMax">How often a request is sent again, waiting as <c>Retry-After</c> says.</param>
    /// <param name="time">The clock of these waits.</param>
    public static OpenAIClientOptions OptionsOf(Uri endpoint, TimeSpan timeout, int retriesMax, TimeProvider time) => new()
    {
        Endpoint = endpoint,
        NetworkTimeout = timeout,
        RetryPolicy = new EndpointRetries(retriesMax, time),
    };

    /// <summary>What is wrong with the settings that say where a model is; nothing where none is set.</summary>
    /// <param name="name">The name of the settings, with which each fault begins.</param>
    /// <param name="endpoint">The base URL; null: none.</param>
    /// <param name="model">The model or deployment; null: none.</param>
    /// <param name="key">The API key; null: none.</param>
    public static IEnumerable<string> Faults(string name, string? endpoint, string? model, string? key)
    {
        if (endpoint is null)
        {
            if (model is not null || key is not null)
                yield return $"{name} has a model or key but no {nameof(EmbeddingEndpoint.Endpoint)}; set its base URL.";
            yield break;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
            yield return $"{name}__{nameof(EmbeddingEndpoint.Endpoint)} is '{endpoint}'; an absolute http or https URL is needed.";
        if (string.IsNullOrWhiteSpace(model))
            yield return $"{name}__{nameof(EmbeddingEndpoint.Model)} is not set; it names the model or deployment.";
    }
}
