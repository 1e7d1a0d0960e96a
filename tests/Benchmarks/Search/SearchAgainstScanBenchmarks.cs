using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Trivium.Benchmarks;

/// <summary>The search index beside the scan of all items, whose parsed form and vectors are in memory.</summary>
[Config(typeof(SearchConfig))]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class SearchAgainstScanBenchmarks
{
    private const int Chunks = 2_000;

    private ChunkCorpus? _corpus;

    /// <summary>What is searched by.</summary>
    [ParamsAllValues]
    public SearchKind Kind { get; set; }

    /// <summary>Writes the chunks and searches once each way, so that everything is decoded.</summary>
    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    /// <summary>Lets them go.</summary>
    [GlobalCleanup]
    public void Cleanup() => _corpus!.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Without the index.</summary>
    [Benchmark(Baseline = true)]
    public Task<int> Scan() => Search(isIndexed: false);

    /// <summary>With it.</summary>
    [Benchmark]
    public Task<int> Index() => Search(isIndexed: true);

    private async Task SetupAsync()
    {
        _corpus = await ChunkCorpus.Write(1, Chunks);
        await Scan();
        await Index();
    }

    private Task<int> Search(bool isIndexed)
    {
        _corpus!.Engine.Search.IsEnabled = isIndexed;
        return _corpus.Search(Kind, 0);
    }
}
