using Microsoft.AspNetCore.Http;

namespace Trivium.Keys;

/// <summary>Takes the key out of a request: <c>Authorization: Bearer KEY</c>, else <c>x-api-key: KEY</c>.</summary>
internal static class Credentials
{
    private const string ApiKeyHeader = "x-api-key";

    public const string Usage = "Send the key as 'Authorization: Bearer KEY' or 'x-api-key: KEY'.";

    /// <summary>What <c>WWW-Authenticate</c> says: how a key is sent.</summary>
    public const string Challenge = "Bearer";

    private const string BearerPrefix = "Bearer ";

    /// <summary>The key, or what stands in its place; null: nothing does.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        string authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
            return authorization[BearerPrefix.Length..].Trim();

        string key = request.Headers[ApiKeyHeader].ToString().Trim();
        return key.Length > 0 ? key : null;
    }
}
