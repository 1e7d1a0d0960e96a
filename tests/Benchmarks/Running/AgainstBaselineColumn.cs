using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Trivium.Benchmarks;

/// <summary>
/// Compares a benchmark with the baseline of the same run. Times are those of the fastest iterations: what disturbs
/// a measurement only ever adds to it.
/// </summary>
internal sealed class AgainstBaselineColumn : BaselineCustomColumn
{
    private const string AllocatedMetric = "Allocated Memory";

    private readonly Func<Measured, Measured, string> _compare;

    private AgainstBaselineColumn(string name, string legend, int priority, Func<Measured, Measured, string> compare)
    {
        ColumnName = name;
        Legend = legend;
        PriorityInCategory = priority;
        _compare = compare;
    }

    public static AgainstBaselineColumn Ratio { get; } = new(
        "Min Ratio", "Min, as a multiple of the baseline's", 0, (its, own) => Text($"{own.Min / its.Min:0.00}"));

    public static AgainstBaselineColumn AddedTime { get; } = new(
        "Added Time", "Min, less the baseline's", 1, (its, own) => Text($"{own.Min - its.Min:+0;-0;0} ns"));

    public static AgainstBaselineColumn AddedBytes { get; } = new(
        "Added Bytes", "Allocated, less the baseline's", 2, (its, own) => Text($"{own.Bytes - its.Bytes:+0;-0;0} B"));

    public override string Id => $"{nameof(AgainstBaselineColumn)}.{ColumnName}";

    public override string ColumnName { get; }

    public override string Legend { get; }

    public override int PriorityInCategory { get; }

    public override bool IsNumeric => true;

    public override UnitType UnitType => UnitType.Dimensionless;

    public override string GetValue(
        Summary summary,
        BenchmarkCase benchmarkCase,
        Statistics baseline,
        IReadOnlyDictionary<string, Metric> baselineMetrics,
        Statistics current,
        IReadOnlyDictionary<string, Metric> currentMetrics,
        bool isBaseline) =>
        _compare(Measured.Of(baseline, baselineMetrics), Measured.Of(current, currentMetrics));

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Measured(double Min, double Bytes)
    {
        public static Measured Of(Statistics times, IReadOnlyDictionary<string, Metric> metrics) =>
            new(times.Min, metrics.TryGetValue(AllocatedMetric, out var bytes) ? bytes.Value : double.NaN);
    }
}
