using System.Collections.Concurrent;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Trivium.Tests.Embeddings.Endpoints;

/// <summary>A server on a free port that speaks the wire format of OpenAI's embeddings, with its faults in a row.</summary>
internal sealed class EmbeddingServer : IAsyncDisposable
{
    public const int Dimensions = 8;

    private readonly WebApplication _app;

    private EmbeddingServer(WebApplication app) => _app = app;

    /// <summary>What to do with the next requests; they are answered well where it has null, and when it is empty.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>?> Faults { get; } = new();

    /// <summary>The bodies of all requests.</summary>
    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    public string Url => $"{_app.Urls.First()}/v1";

    public static async Task<EmbeddingServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var server = new EmbeddingServer(app);
        app.MapPost("/v1/embeddings", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Answers with a status, and with a wait that no test feels.</summary>
    public static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers["retry-after-ms"] = "1";
        return context.Response.WriteAsJsonAsync(new { error = new { message = "no", type = "t", code = "c" } });
    };

    /// <summary>Answers with vectors like these, as many as are said.</summary>
    public static Func<HttpContext, Task> Vectors(params float[][] vectors) => context => context.Response.WriteAsJsonAsync(new
    {
        @object = "list",
        model = "m",
        data = vectors.Select((vector, index) => new { @object = "embedding", index, embedding = Encoded(vector) }),
        usage = new { prompt_tokens = 1, total_tokens = 1 },
    });

    /// <summary>A vector that tells which text it is of.</summary>
    public static float[] VectorOf(string text)
    {
        float[] vector = new float[Dimensions];
        foreach (char c in text) vector[c % Dimensions]++;
        return vector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string Encoded(float[] vector) =>
        Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan()));

    private async Task AnswerAsync(HttpContext context)
    {
        JsonElement body = await ReadAsync(context.Request.Body);
        Requests.Enqueue(body);
        if (Faults.TryDequeue(out Func<HttpContext, Task>? fault) && fault is not null)
        {
            await fault(context);
            return;
        }

        string[] texts = [.. body.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)];

        // Not in the order of the texts: the index says which is which.
        await context.Response.WriteAsJsonAsync(new
        {
            @object = "list",
            model = body.GetProperty("model").GetString(),
            data = texts.Select((text, index) => new { @object = "embedding", index, embedding = Encoded(VectorOf(text)) }).Reverse(),
            usage = new { prompt_tokens = texts.Sum(text => text.Length), total_tokens = texts.Sum(text => text.Length) },
        });
    }

    private static async Task<JsonElement> ReadAsync(Stream body)
    {
        using JsonDocument document = await JsonDocument.ParseAsync(body);
        return document.RootElement.Clone();
    }
}
