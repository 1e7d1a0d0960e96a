using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trivium.Documents.Fetching;

namespace Trivium.Tests.Documents.Fetching;

/// <summary>A web server on a free port that answers well and badly, and a resolver that says it is where a test wants it.</summary>
public sealed class FetchServer : IAsyncLifetime
{
    private readonly WebApplication _app;

    public FetchServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();

        // Answers that never end are not waited for.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        Map(_app);
    }

    public int Port => new Uri(_app.Urls.First()).Port;

    public string Url(string path) => $"http://127.0.0.1:{Port}{path}";

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private static void Map(WebApplication app)
    {
        app.MapGet("/page.md", (HttpContext context) =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            return context.Request.Headers.IfNoneMatch == "\"v1\""
                ? Results.StatusCode(304)
                : Results.Text("# Fetched\n\nSome words.", "text/plain");
        });
        app.MapGet("/moved", () => Results.Redirect("/page.md"));
        app.MapGet("/loop", () => Results.Redirect("/loop"));
        app.MapGet("/to", (string where) => Results.Redirect(where));
        app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
        app.MapGet("/binary", () => Results.Bytes(new byte[] { 1, 2, 3 }, "application/x-thing"));
        app.MapGet("/slow", async (CancellationToken stop) => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        app.MapGet("/endless.txt", async context =>
        {
            context.Response.ContentType = "text/plain";
            byte[] block = new byte[64 * 1024];
            block.AsSpan().Fill((byte)'a');
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        });
        app.MapGet("/bomb.txt", async context =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            byte[] block = new byte[64 * 1024];
            for (int i = 0; i < 100; i++) await zip.WriteAsync(block, context.RequestAborted);
        });
        app.MapGet("/cut.txt", async context =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("only a part");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
    }
}

/// <summary>Answers what a test says, and counts how often it was asked.</summary>
internal sealed class ScriptedResolver(params string[][] answers) : IAddressResolver
{
    private int _asked;

    public int Asked => _asked;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        string[] answer = answers[Math.Min(Interlocked.Increment(ref _asked), answers.Length) - 1];
        return Task.FromResult(Array.ConvertAll(answer, IPAddress.Parse));
    }
}
