using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Trivium.Benchmarks;

/// <summary>Adds how many megabytes of text a second the fastest iterations come to.</summary>
public sealed class ThroughputConfig : SteadyStateConfig
{
    /// <summary>Makes it.</summary>
    public ThroughputConfig() => AddColumn(new ThroughputColumn());

    private sealed class ThroughputColumn : IColumn
    {
        public string Id => nameof(ThroughputColumn);

        public string ColumnName => "MB/s";

        public string Legend => "UTF-8 text in megabytes, by Min";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            const double BytesPerNanosecondInMegabytesPerSecond = 1_000;
            if (summary[benchmarkCase]?.ResultStatistics is not { } times) return "";

            var language = (SampleLanguage)benchmarkCase.Parameters[nameof(EmbeddingBenchmarks.Language)];
            var speed = SampleTexts.SizeBytes(language) / times.Min * BytesPerNanosecondInMegabytesPerSecond;
            return speed.ToString("0", CultureInfo.InvariantCulture);
        }
    }
}
