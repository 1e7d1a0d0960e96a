using Microsoft.Extensions.AI;
using Trivium.Embeddings;

namespace Trivium.Tests.Support;

/// <summary>The built-in embedder, whose first call waits until a test lets it go.</summary>
internal sealed class HeldEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly BuiltInEmbeddingGenerator _inner = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    /// <summary>Ends when the first call has come.</summary>
    public Task Reached => _reached.Task;

    public void Release() => _release.TrySetResult();

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref _calls) == 1)
        {
            _reached.TrySetResult();
            await _release.Task.WaitAsync(cancellationToken);
        }

        return await _inner.GenerateAsync(values, options, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => _inner.GetService(serviceType, serviceKey);

    public void Dispose() => _inner.Dispose();
}
