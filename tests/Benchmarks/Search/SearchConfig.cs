using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Trivium.Benchmarks;

/// <summary>
/// For what takes milliseconds: every iteration is one search with other words and another vector, and the median and
/// the 95th percentile are of searches, not of means.
/// </summary>
public sealed class SearchConfig : ManualConfig
{
    private const int WarmupSearches = 30;
    private const int Searches = 100;

    /// <summary>Makes it.</summary>
    public SearchConfig()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(WarmupSearches)
            .WithIterationCount(Searches)
            .WithInvocationCount(1)
            .WithUnrollFactor(1)
            .WithGcForce(false));
        AddColumn(StatisticColumn.Median, StatisticColumn.P95);
        HideColumns(Column.Error, Column.StdDev, Column.Mean, Column.RatioSD);
    }
}
