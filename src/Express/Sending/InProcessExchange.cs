using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trivium.Express;

/// <summary>
/// One request and its response without a server: does what Kestrel does between the socket and the app.
/// </summary>
internal sealed class InProcessExchange(IServiceProvider services, RequestDelegate app)
{
    private readonly JsonSerializerOptions _json =
        services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

    public async Task<ExpressResponse> SendAsync(
        string method,
        string target,
        object? body,
        IEnumerable<(string Name, string Value)> headers,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var lifetime = new InProcessLifetime(cancellationToken);
        var control = new SynchronousIo();
        var request = await RequestContent.OfAsync(body, _json, cancellationToken);
        var response = new InProcessResponse(control, HttpMethods.IsHead(method), lifetime);
        await using var scope = services.CreateAsyncScope();
        var context = new DefaultHttpContext(Features(response, control, lifetime));
        RequestTarget.Apply(context.Request, method, target);
        var requestBody = RequestHeaders.Apply(context.Request, request, headers, control, lifetime.RequestAborted);
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(requestBody);
        context.Features.Set<IHttpRequestBodyDetectionFeature>(requestBody);
        context.Connection.RemoteIpAddress = context.Connection.LocalIpAddress = IPAddress.Loopback;
        context.RequestServices = scope.ServiceProvider;
        await RunAsync(context, response);
        cancellationToken.ThrowIfCancellationRequested();
        if (lifetime.WasAborted)
        {
            throw new IOException(
                $"{method} {target}: the app cut the response off after it had started; the log says why.");
        }
        return new ExpressResponse(response.StatusCode, response.Headers, response.TakeBody(), _json);
    }

    private static FeatureCollection Features(
        InProcessResponse response, SynchronousIo control, InProcessLifetime lifetime)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Protocol = HttpProtocol.Http11 });
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpBodyControlFeature>(control);
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        return features;
    }

    private async Task RunAsync(HttpContext context, InProcessResponse response)
    {
        // An AsyncLocal: what is set here is not seen by whoever called SendAsync.
        if (services.GetService<IHttpContextAccessor>() is { } accessor)
            accessor.HttpContext = context;
        try
        {
            await app(context);
            if (!context.RequestAborted.IsCancellationRequested)
                await response.CompleteAsync();
        }
        finally
        {
            await response.FireCompletedAsync();
        }
    }
}
