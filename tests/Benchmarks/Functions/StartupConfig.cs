using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Trivium.Benchmarks;

/// <summary>For processes, which are started once per iteration.</summary>
public sealed class StartupConfig : ManualConfig
{
    private const int WarmupIterations = 1;
    private const int Iterations = 8;

    /// <summary>Makes it.</summary>
    public StartupConfig()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(WarmupIterations)
            .WithIterationCount(Iterations)
            .WithInvocationCount(1)
            .WithUnrollFactor(1));
        AddColumn(StatisticColumn.Min, AgainstBaselineColumn.Ratio);
        HideColumns(Column.Error, Column.StdDev, Column.Mean, Column.Ratio, Column.RatioSD);
    }
}
