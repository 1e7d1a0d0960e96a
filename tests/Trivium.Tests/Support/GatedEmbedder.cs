using Microsoft.Extensions.AI;
using Trivium.Embeddings;

namespace Trivium.Tests.Support;

/// <summary>The built-in embedder, all of whose calls wait until a test opens it.</summary>
internal sealed class GatedEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly BuiltInEmbeddingGenerator _inner = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _open.TrySetResult();

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        await _open.Task.WaitAsync(cancellationToken);
        return await _inner.GenerateAsync(values, options, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => _inner.GetService(serviceType, serviceKey);

    public void Dispose() => _inner.Dispose();
}
