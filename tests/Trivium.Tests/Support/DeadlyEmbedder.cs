using Microsoft.Extensions.AI;
using Trivium.Embeddings;

namespace Trivium.Tests.Support;

/// <summary>
/// The built-in embedder, which for texts with a word in them never answers: where it is reached, the test ends the process.
/// </summary>
internal sealed class DeadlyEmbedder(string word) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly BuiltInEmbeddingGenerator _inner = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it got such a text.</summary>
    public Task Reached => _reached.Task;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        if (texts.Any(text => text.Contains(word, StringComparison.Ordinal)))
        {
            _reached.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return await _inner.GenerateAsync(texts, options, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => _inner.GetService(serviceType, serviceKey);

    public void Dispose() => _inner.Dispose();
}
