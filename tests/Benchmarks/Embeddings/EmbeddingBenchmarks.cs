using BenchmarkDotNet.Attributes;
using Trivium.Embeddings;

namespace Trivium.Benchmarks;

/// <summary>How fast the built-in embedder is, on one core, with the chunks of the sample documents.</summary>
[Config(typeof(ThroughputConfig))]
public class EmbeddingBenchmarks
{
    private readonly BuiltInEmbeddingGenerator _embedder = new();
    private string[] _chunks = [];

    /// <summary>The language of the chunks.</summary>
    [Params(SampleLanguage.English, SampleLanguage.Japanese)]
    public SampleLanguage Language { get; set; }

    /// <summary>Makes the chunks.</summary>
    [GlobalSetup]
    public void Start()
    {
        _chunks = SampleTexts.Chunks(Language);
        Warmth.Reach(() => Task.FromResult(Embed()));
    }

    /// <summary>A vector for each chunk.</summary>
    [Benchmark(Description = "embed")]
    public int Embed()
    {
        var count = _embedder.GenerateAsync(_chunks).GetAwaiter().GetResult().Count;
        return count == _chunks.Length ? count : throw new InvalidOperationException($"{count} vectors for {_chunks.Length} texts.");
    }
}
