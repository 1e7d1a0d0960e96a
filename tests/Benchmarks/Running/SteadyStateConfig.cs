using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Trivium.Benchmarks;

/// <summary>
/// For what takes microseconds, once it is warm. The iterations are many and short: on a machine with other work some
/// of them are not interrupted, and it is the fastest ones that are compared.
/// </summary>
public class SteadyStateConfig : ManualConfig
{
    private const int WarmupIterations = 50;
    private const int Iterations = 1000;
    private static readonly TimeInterval _iterationTime = TimeInterval.FromMilliseconds(2);

    /// <summary>Makes it.</summary>
    public SteadyStateConfig()
    {
        // In this process: one built by BenchmarkDotNet would not get the properties this one was built with.
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(WarmupIterations)
            .WithIterationCount(Iterations)
            .WithIterationTime(_iterationTime)
            .WithEvaluateOverhead(false)
            .WithGcForce(false));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Min, AgainstBaselineColumn.Ratio);
        AddColumn(AgainstBaselineColumn.AddedTime, AgainstBaselineColumn.AddedBytes);
        HideColumns(Column.Error, Column.StdDev, Column.Mean, Column.Median);
        HideColumns(Column.Ratio, Column.RatioSD, Column.AllocRatio, Column.Gen0, Column.Gen1, Column.Gen2);
    }
}
