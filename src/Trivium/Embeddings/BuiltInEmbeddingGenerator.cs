using Microsoft.Extensions.AI;

namespace Trivium.Embeddings;

/// <summary>
/// Embeddings without a model or a network, for English and Japanese: hashed character n-grams, which find the same and
/// similar words, and English word vectors, which find some related ones. Weaker than a trained model, and always
/// there.
/// Deterministic: the same text has the same vector on every machine.
/// </summary>
public sealed class BuiltInEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>
    /// The name of the model with its version, raised whenever the same text may get another vector: vectors of two
    /// versions are never compared.
    /// </summary>
    public const string ModelId = "trivium-ngram-2";

    /// <summary>
    /// 1,024: Japanese gains steadily up to here (nDCG@10 .58 at 256, .70 at 1,024), as every pair of characters is a
    /// feature. Components are rounded to four decimals, so that a vector is about 5 KB of JSON.
    /// </summary>
    public const int Dimensions = 1024;

    /// <summary>What the generator is.</summary>
    public EmbeddingGeneratorMetadata Metadata { get; } = new("trivium", null, ModelId, Dimensions);

    /// <summary>
    /// One vector of length 1 for each text, in order. A text without letters or digits gets a fixed vector, as no
    /// vector of zeros has a direction to compare.
    /// </summary>
    /// <param name="values">The texts; a passage of about 800 Latin or 400 East Asian characters each works
    /// best.</param>
    /// <param name="options">Dimensions, where given, must be <see cref="Dimensions"/>.</param>
    /// <param name="cancellationToken">Stops it between texts.</param>
    /// <exception cref="ArgumentException">Other dimensions are asked for.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        if (options?.Dimensions is { } asked && asked != Dimensions)
            throw new ArgumentException(
                $"{ModelId} makes vectors of {Dimensions} dimensions, not {asked}. Leave the dimensions out.",
                nameof(options));
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        var vector = new TextVector(EmbedderSettings.Default);
        foreach (var text in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(vector.Of(text)) { ModelId = ModelId });
        }

        return Task.FromResult(embeddings);
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>There is nothing to release.</summary>
    public void Dispose()
    {
    }
}
