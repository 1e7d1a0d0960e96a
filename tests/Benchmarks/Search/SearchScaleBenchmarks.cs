using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Trivium.Benchmarks;

/// <summary>Searches over 100,000 chunks: of one tenant, with hidden generations, and of one tenant in a hundred.</summary>
[Config(typeof(SearchConfig))]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class SearchScaleBenchmarks
{
    private const int Chunks = 100_000;
    private const int Tenants = 100;
    private const int HiddenGenerations = 2_000;

    // Writing them takes longer than searching them; every benchmark of the run uses the same.
    private static ChunkCorpus? _writtenForOne;
    private static ChunkCorpus? _writtenForMany;

    private ChunkCorpus? _large;
    private ChunkCorpus? _many;
    private int _tenant;

    /// <summary>What is searched by.</summary>
    [ParamsAllValues]
    public SearchKind Kind { get; set; }

    /// <summary>Writes the chunks where that is not done.</summary>
    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    /// <summary>The tenant has all chunks.</summary>
    [Benchmark(Baseline = true)]
    public Task<int> OneTenant()
    {
        _large!.Hide(0);
        return _large.Search(Kind, 0);
    }

    /// <summary>The same, with generations to leave out.</summary>
    [Benchmark]
    public Task<int> OneTenantHidden()
    {
        _large!.Hide(HiddenGenerations);
        return _large.Search(Kind, 0);
    }

    /// <summary>The tenant has a hundredth of the chunks.</summary>
    [Benchmark]
    public Task<int> ManyTenants()
    {
        _tenant = (_tenant + 1) % Tenants;
        return _many!.Search(Kind, _tenant);
    }

    private async Task SetupAsync()
    {
        _large = _writtenForOne ??= await ChunkCorpus.Write(1, Chunks);
        _many = _writtenForMany ??= await ChunkCorpus.Write(Tenants, Chunks / Tenants);
    }
}
