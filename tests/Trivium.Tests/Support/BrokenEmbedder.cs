using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Trivium.Embeddings;

namespace Trivium.Tests.Support;

/// <summary>The built-in embedder, which fails for texts with a word in them until it is mended.</summary>
internal sealed class BrokenEmbedder(string word) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly BuiltInEmbeddingGenerator _inner = new();
    private volatile bool _mended;

    /// <summary>The texts it embedded, as often as it did.</summary>
    public ConcurrentQueue<string> Embedded { get; } = [];

    public void Mend() => _mended = true;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        if (!_mended && texts.Any(text => text.Contains(word, StringComparison.Ordinal)))
            throw new InvalidOperationException("The embedder is broken.");

        GeneratedEmbeddings<Embedding<float>> embedded = await _inner.GenerateAsync(texts, options, cancellationToken);
        foreach (string text in texts) Embedded.Enqueue(text);
        return embedded;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        _inner.GetService(serviceType, serviceKey);

    public void Dispose() => _inner.Dispose();
}
