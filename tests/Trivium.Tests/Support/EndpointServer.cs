using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Trivium.Tests.Support;

/// <summary>A server on a free port that speaks the wire format of one of OpenAI's APIs.</summary>
internal abstract class EndpointServer : IAsyncDisposable
{
    private WebApplication _app = null!;

    /// <summary>The bodies of all requests.</summary>
    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    public string Url => $"{_app.Urls.First()}/v1";

    /// <summary>Answers with a status, and with a wait that no test feels.</summary>
    public static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers["retry-after-ms"] = "1";
        return context.Response.WriteAsJsonAsync(new { error = new { message = "no", type = "t", code = "c" } });
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Starts the server.</summary>
    /// <param name="path">Where the API is asked, below <c>/v1</c>.</param>
    protected async Task ListenAsync(string path)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost($"/v1/{path}", async (HttpContext context) =>
        {
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body);
            JsonElement body = document.RootElement.Clone();
            Requests.Enqueue(body);
            await AnswerAsync(context, body);
        });
        await _app.StartAsync();
    }

    /// <summary>Answers one request, which is among <see cref="Requests"/> already.</summary>
    protected abstract Task AnswerAsync(HttpContext context, JsonElement body);
}
