using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace Trivium.Storage;

/// <summary>Which embedder made the vectors: two of different identity are never searched together.</summary>
/// <param name="Model">Provider and model.</param>
/// <param name="Dimensions">The length of its vectors.</param>
public sealed record EmbedderIdentity(string Model, int Dimensions)
{
    /// <summary>4,096: the most a vector index of Cosmos DB takes.</summary>
    public const int DimensionsMax = 4_096;

    /// <summary>10 hexadecimal digits: enough to tell a handful of models apart, short in a container's name.</summary>
    internal const int FingerprintLength = 10;

    /// <summary>A short name for this identity, in the name of the chunks container.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Model}\n{Dimensions}")))[..FingerprintLength];

    /// <summary>What a generator says of itself.</summary>
    /// <exception cref="InvalidOperationException">It does not say its model or dimensions.</exception>
    public static EmbedderIdentity Of(IEmbeddingGenerator<string, Embedding<float>> generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var metadata = generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        if (metadata?.DefaultModelDimensions is not (>= 1 and <= DimensionsMax) || metadata.DefaultModelId is null)
            throw new InvalidOperationException(
                $"The embedding generator {generator.GetType().Name} says model '{metadata?.DefaultModelId}' and dimensions "
                + $"'{metadata?.DefaultModelDimensions}'; a model and 1 to {DimensionsMax} dimensions are needed in its "
                + $"{nameof(EmbeddingGeneratorMetadata)}.");

        return new($"{metadata.ProviderName}/{metadata.DefaultModelId}", metadata.DefaultModelDimensions.Value);
    }
}
