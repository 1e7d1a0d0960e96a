using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Errors;
using Trivium.Express;
using Trivium.Keys.Principals;
using Trivium.Keys.RateLimiting;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Keys;

/// <summary>
/// Stands before every route: finds out who calls, counts their requests, and lets them to what their role may ask for.
/// </summary>
internal sealed class Gate(
    TriviumOptions options, KeyAuthentication keys, PrincipalAuthentication principals, CallLimits limits)
{
    public static void Map(ExpressApp app) => app.Use(EnterAsync);

    // Asked for with each request: while the app is put together its services are not to be opened yet.
    private static Task EnterAsync(HttpContext context, RequestDelegate next) =>
        context.RequestServices.GetRequiredService<Gate>().InvokeAsync(context, next);

    private async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        RouteAccess needed = context.GetEndpoint().AccessOf();
        if (needed != RouteAccess.Everyone)
        {
            RecognizedCaller recognized = await RecognizeAsync(context);
            limits.Count(context, recognized);
            Require(needed, recognized.Identity);
            context.RequestServices.GetRequiredService<Caller>().Identify(recognized.Identity);

            // What a tenant is answered is nobody else's: no cache between us may keep it. Routes may say more.
            context.Response.Headers.CacheControl = "private";
        }

        await next(context);
    }

    private async Task<RecognizedCaller> RecognizeAsync(HttpContext context)
    {
        string? key = Credentials.KeyOf(context.Request);
        bool isKey = key is not null && keys.IsKey(key);

        // With a principal comes the bearer token it was signed in with: only what is a key of ours says more.
        if (!isKey && principals.Recognize(context) is { } principal) return principal;
        if (!isKey && !options.KeysAreRequired) return RecognizedCaller.Operator;
        if (key is null) throw KeyAuthentication.Missing(context);

        var meter = context.RequestServices.GetRequiredService<RequestUnitMeter>();
        return await keys.RecognizeAsync(key, context, meter);
    }

    private static void Require(RouteAccess needed, CallerIdentity identity)
    {
        if (identity.Access >= needed) return;

        throw new TriviumException(
            ErrorCode.Forbidden,
            needed == RouteAccess.Operator
                ? $"This is the operator's: a key of the role 'admin' of tenant '{TenantNames.Default}' is needed."
                : $"This needs the role '{needed.ToString().ToLowerInvariant()}'; "
                    + $"yours is '{RoleWords.Of(identity.Role)}'.");
    }
}
