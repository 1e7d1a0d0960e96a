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
    public static OpenAIClientOptions OptionsOf(Uri endpoint, TimeSpan timeout, int retriesMax) => new()
    {
        Endpoint = endpoint,
        NetworkTimeout = timeout,
        RetryPolicy = new ClientRetryPolicy(retriesMax),
    };
}
