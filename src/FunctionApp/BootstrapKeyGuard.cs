using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.FunctionApp;

/// <summary>
/// Asks every caller for the bootstrap key, as <c>Authorization: Bearer</c> or <c>x-api-key</c>: to the Functions
/// host all functions are anonymous. Health is open, for probes have no key.
/// </summary>
internal sealed class BootstrapKeyGuard
{
    private const string BearerPrefix = "Bearer ";
    private const string ApiKeyHeader = "x-api-key";
    private static readonly PathString _health = "/health";

    private readonly byte[] _hash;

    private BootstrapKeyGuard(string key) => _hash = HashOf(key);

    /// <summary>Puts the guard before the app's routes.</summary>
    /// <param name="app">The app.</param>
    /// <param name="key">The key; null: nobody is asked for one.</param>
    public static void Protect(ExpressApp app, string? key)
    {
        if (key is not null)
            app.Use(new BootstrapKeyGuard(key).InvokeAsync);
    }

    private Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(_health, StringComparison.OrdinalIgnoreCase)
            || (KeyOf(context.Request) is { } key && CryptographicOperations.FixedTimeEquals(HashOf(key), _hash)))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(ProblemCodes.Unauthorized, "Send the key as 'Authorization: Bearer KEY' or 'x-api-key: KEY'.")
            .ExecuteAsync(context);
    }

    private static string? KeyOf(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is { } authorization
            && authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
            return authorization[BearerPrefix.Length..].Trim();
        return request.Headers.TryGetValue(ApiKeyHeader, out var values) ? values.ToString() : null;
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
