using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trivium.Tests.Support;

namespace Trivium.Tests.Embeddings.Endpoints;

/// <summary>Speaks the wire format of OpenAI's embeddings, with its faults in a row.</summary>
internal sealed class EmbeddingServer : EndpointServer
{
    public const int Dimensions = 8;

    /// <summary>What to do with the next requests; they are answered well where it has null, and when it is empty.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>?> Faults { get; } = new();

    /// <summary>What every good answer has beside its body.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public static async Task<EmbeddingServer> StartAsync()
    {
        var server = new EmbeddingServer();
        await server.ListenAsync("embeddings");
        return server;
    }

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

    protected override async Task AnswerAsync(HttpContext context, JsonElement body)
    {
        if (Faults.TryDequeue(out Func<HttpContext, Task>? fault) && fault is not null)
        {
            await fault(context);
            return;
        }

        string[] texts = [.. body.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)];

        foreach ((string name, string value) in Headers) context.Response.Headers[name] = value;

        // Not in the order of the texts: the index says which is which.
        await context.Response.WriteAsJsonAsync(new
        {
            @object = "list",
            model = body.GetProperty("model").GetString(),
            data = texts.Select((text, index) => new { @object = "embedding", index, embedding = Encoded(VectorOf(text)) }).Reverse(),
            usage = new { prompt_tokens = texts.Sum(text => text.Length), total_tokens = texts.Sum(text => text.Length) },
        });
    }

    private static string Encoded(float[] vector) =>
        Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan()));
}
