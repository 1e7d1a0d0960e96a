using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Identity;

namespace Trivium.Embeddings.Endpoints;

/// <summary>How an endpoint of OpenAI's API is entered.</summary>
internal static class EndpointAuthentication
{
    private const string AzureScope = "https://cognitiveservices.azure.com/.default";

    /// <summary>With the key; without one, with the app's identity at https endpoints of Azure, else without anything.</summary>
    public static AuthenticationPolicy Of(string? key, Uri endpoint)
    {
        if (key is { Length: > 0 })
            return ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(key));

        // An endpoint on this machine or network asks for no key; the client wants one all the same.
        return endpoint.Scheme == Uri.UriSchemeHttps && endpoint.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase)
            ? new BearerTokenPolicy(new DefaultAzureCredential(), AzureScope)
            : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential("none"));
    }
}
