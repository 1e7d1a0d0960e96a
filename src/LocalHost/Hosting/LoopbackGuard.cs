using Trivium.Errors;

namespace Trivium.LocalHost.Hosting;

/// <summary>
/// Keeps web pages out where no keys are asked for. Without keys whoever reaches the port is the operator, and every
/// page in a browser on this machine reaches it: by a name of its own that it lets mean 127.0.0.1 (DNS rebinding), or
/// by posting to the address itself.
/// </summary>
internal static class LoopbackGuard
{
    private static readonly string[] _ownNames = ["localhost", "127.0.0.1", "[::1]"];

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        if (!_ownNames.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            throw new TriviumException(
                ErrorCode.Forbidden,
                $"The host '{request.Host}' is not this one. It is asked as {string.Join(", ", _ownNames)} only.");

        string? origin = request.Headers.Origin;
        if (!string.IsNullOrEmpty(origin) && !IsOwn(origin, request))
            throw new TriviumException(ErrorCode.Forbidden, $"Pages of '{origin}' may not ask this host.");
        if (request.Headers["Sec-Fetch-Site"] == "cross-site" && !HttpMethods.IsGet(request.Method))
            throw new TriviumException(ErrorCode.Forbidden, "Pages of other sites may not ask this host.");
        return next(context);
    }

    /// <summary>The console's own pages, whichever of this machine's names they were opened by.</summary>
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
        && uri.Scheme == request.Scheme
        && _ownNames.Contains(uri.Host, StringComparer.OrdinalIgnoreCase)
        && uri.Port == request.HttpContext.Connection.LocalPort;
}
