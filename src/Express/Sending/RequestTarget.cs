using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trivium.Express;

/// <summary>
/// Puts method and URL into a request: percent-decoded and without dot segments, as servers hand them on.
/// </summary>
internal static class RequestTarget
{
    public static void Apply(HttpRequest request, string method, string target)
    {
        var absolute = target.StartsWith('/') ? "http://localhost" + target : target;
        if (!Uri.TryCreate(absolute, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException(
                $"'{target}' is neither a path (it starts with '/') nor a URL.", nameof(target));
        }
        request.Method = method;
        request.Scheme = uri.Scheme;
        request.Host = uri.IsDefaultPort ? new HostString(uri.IdnHost) : new HostString(uri.IdnHost, uri.Port);
        request.Path = PathString.FromUriComponent(uri.AbsolutePath);
        request.QueryString = new QueryString(uri.Query);
        request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = uri.PathAndQuery;
    }
}
