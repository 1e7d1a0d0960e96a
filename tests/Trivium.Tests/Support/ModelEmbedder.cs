using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace Trivium.Tests.Support;

/// <summary>
/// A small model of a test's own name and dimensions: each word has a place, so that texts with the same words are near. It
/// can be held at a word, or fail at one, and knows what it was asked.
/// </summary>
internal sealed class ModelEmbedder(string model, int dimensions) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new("test", null, model, dimensions);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Texts with this word wait until <see cref="Release"/>.</summary>
    public string? HeldWord { get; init; }

    /// <summary>Texts with this word cannot be embedded.</summary>
    public string? RefusedWord { get; init; }

    /// <summary>The texts it embedded, as often as it did.</summary>
    public ConcurrentQueue<string> Embedded { get; } = [];

    /// <summary>Ends when a held text has come.</summary>
    public Task Reached => _reached.Task;

    public void Release() => _release.TrySetResult();

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        if (HeldWord is { } held && texts.Any(text => text.Contains(held, StringComparison.Ordinal)))
        {
            _reached.TrySetResult();
            await _release.Task.WaitAsync(cancellationToken);
        }

        if (RefusedWord is { } refused && texts.Any(text => text.Contains(refused, StringComparison.Ordinal)))
            throw new InvalidOperationException($"The model does not take '{refused}'.");

        foreach (string text in texts) Embedded.Enqueue(text);
        return new(texts.Select(text => new Embedding<float>(VectorOf(text))))
        {
            Usage = new() { TotalTokenCount = texts.Sum(text => text.Split(' ').Length) },
        };
    }

    public float[] VectorOf(string text)
    {
        var vector = new float[dimensions];
        foreach (string word in text.ToLowerInvariant().Split([' ', '\n', '.', '#'], StringSplitOptions.RemoveEmptyEntries))
            vector[SHA256.HashData(Encoding.UTF8.GetBytes(model + word))[0] % dimensions] += 1;
        return vector;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : null;

    public void Dispose()
    {
    }
}
