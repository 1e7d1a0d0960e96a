using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Embeddings;
using Trivium.Embeddings.Endpoints;
using Trivium.Errors;
using Trivium.Search;
using Trivium.Storage;

namespace Trivium.Reembedding;

/// <summary>An embedder that can be called.</summary>
/// <param name="Identity">Which it is.</param>
/// <param name="Generator">What makes its vectors.</param>
/// <param name="Weights">What they say in hybrid search.</param>
internal sealed record KnownEmbedder(
    EmbedderIdentity Identity, IEmbeddingGenerator<string, Embedding<float>> Generator, FusionWeights Weights)
{
    /// <summary>Throws where the vectors are not one of the right length for each text: such are never stored.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Internal"/></exception>
    public void CheckVectors(GeneratedEmbeddings<Embedding<float>> embeddings, int count)
    {
        int dimensions = Identity.Dimensions;
        if (embeddings.Count != count || embeddings.Any(embedding => embedding.Vector.Length != dimensions))
            throw new TriviumException(
                ErrorCode.Internal,
                $"The embedder {Identity.Model} gave {embeddings.Count} vectors for {count} texts, "
                + $"or some not of {dimensions} dimensions.");
    }
}

/// <summary>
/// The embedders that can be called: the app's own, the one before it where its settings are given, and the built-in one,
/// which is always there.
/// </summary>
internal sealed class Embedders
{
    /// <summary>The key of the service that is the embedder before the app's own.</summary>
    public const string PreviousKey = "previous";

    private readonly Dictionary<string, KnownEmbedder> _known = new(StringComparer.Ordinal);

    public Embedders(KnownEmbedder own, KnownEmbedder? previous)
    {
        Own = own;
        Add(own);
        if (previous is not null) Add(previous);
        var builtIn = new BuiltInEmbeddingGenerator();
        Add(new(EmbedderIdentity.Of(builtIn), builtIn, FusionWeights.BuiltIn));
    }

    /// <summary>The app's own: what chunks are to be embedded with.</summary>
    public KnownEmbedder Own { get; }

    /// <summary>The embedder of a set, or the app's own where there is no set; null: it cannot be called.</summary>
    public KnownEmbedder? Find(ChunkSet? set) => set is null ? Own : _known.GetValueOrDefault(set.Fingerprint);

    /// <summary>Those of a host's services and settings.</summary>
    public static Embedders Of(IServiceProvider services)
    {
        var options = services.GetRequiredService<TriviumOptions>();
        var own = services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        IEmbeddingGenerator<string, Embedding<float>>? previous =
            services.GetKeyedService<IEmbeddingGenerator<string, Embedding<float>>>(PreviousKey);
        if (previous is null && options.PreviousEmbeddings.Endpoint is not null)
            previous = new EndpointEmbeddingGenerator(
                options.PreviousEmbeddings, services.GetRequiredService<TimeProvider>());
        return new(
            new(services.GetRequiredService<EmbedderIdentity>(), own, WeightsOf(own, options.Embeddings)),
            previous is null
                ? null
                : new(EmbedderIdentity.Of(previous), previous, WeightsOf(previous, options.PreviousEmbeddings)));
    }

    private static FusionWeights WeightsOf(
        IEmbeddingGenerator<string, Embedding<float>> generator, EmbeddingEndpoint settings) =>
        generator.GetService(typeof(BuiltInEmbeddingGenerator)) is null
            ? FusionWeights.Trained with { Vector = settings.HybridWeight }
            : FusionWeights.BuiltIn;

    // The app's own settings come first where two are the same embedder.
    private void Add(KnownEmbedder embedder) => _known.TryAdd(embedder.Identity.Fingerprint, embedder);
}
