using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Trivium.Benchmarks;

/// <summary>
/// A request without a server. As a server does, it uses one context over and over, so that what is measured is what
/// answers the request and not what makes it.
/// </summary>
internal sealed class Exchange
{
    private static readonly RouteValueDictionary _noValues = [];

    private readonly DefaultHttpContext _http = new();
    private readonly MemoryStream _body = new();

    public Exchange(IServiceProvider services, RequestKind kind)
    {
        _http.RequestServices = services;
        _http.Request.Scheme = "http";
        _http.Request.Host = new HostString("localhost");
        switch (kind)
        {
            case RequestKind.Get:
                _http.Request.Method = HttpMethods.Get;
                _http.Request.Path = $"{SampleRoutes.MeasuredPath}/abc";
                break;
            case RequestKind.PostJson:
                _body = new MemoryStream("""{"name":"a thing of some length","count":42}"""u8.ToArray());
                _http.Request.Method = HttpMethods.Post;
                _http.Request.Path = SampleRoutes.MeasuredPath;
                _http.Request.ContentType = "application/json";
                _http.Request.ContentLength = _body.Length;
                _http.Request.Body = _body;
                _http.Features.Set<IHttpRequestBodyDetectionFeature>(new HasBody());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    /// <summary>The request as it comes from a server, its predecessor's traces removed.</summary>
    public HttpContext Next()
    {
        _body.Position = 0;
        _http.SetEndpoint(null);
        _http.Request.RouteValues = _noValues;
        _http.Response.StatusCode = StatusCodes.Status200OK;
        _http.Response.Headers.Clear();

        // A request that nobody has listened to yet: registering with its token is paid for.
        _http.RequestAborted = new CancellationTokenSource().Token;
        return _http;
    }

    /// <summary>Fails the benchmark where the last answer was not the right one, and fast for that reason.</summary>
    public int EnsureAnswered() => _http.Response.StatusCode == StatusCodes.Status200OK
        && (_http.Response.ContentType is not null) == _http.Request.HasJsonContentType()
            ? StatusCodes.Status200OK
            : throw new InvalidOperationException(
                $"{_http.Request.Method} {_http.Request.Path} was answered with status {_http.Response.StatusCode}.");

    private sealed class HasBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }
}
