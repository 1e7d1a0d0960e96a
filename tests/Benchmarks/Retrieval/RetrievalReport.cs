using System.Globalization;
using BenchmarkDotNet.Loggers;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>Prints what was measured, row by row as it comes: a run takes minutes.</summary>
internal sealed class RetrievalReport
{
    private bool _hasHeader;

    public static void Written(string layout, IReadOnlyList<GeneratedTenant> tenants, TimeSpan elapsed) => WriteLine(
        $"{layout}: {tenants.Sum(tenant => tenant.Chunks)} more chunks, written in {elapsed.TotalSeconds:F0} s");

    /// <summary>Times in milliseconds: median, 95th percentile, processor time of each question.</summary>
    public void Row(string layout, int hidden, QuestionKind kind, Latencies engine, Latencies http)
    {
        if (!_hasHeader)
        {
            WriteLine($"| tenant | hidden | asked | engine p50 | p95 | CPU | HTTP p50 | p95 | CPU | HTTP : engine |");
            WriteLine($"|---|---|---|---|---|---|---|---|---|---|");
            _hasHeader = true;
        }

        WriteLine(
            $"| {layout} | {hidden} | {kind} | {Cells(engine)} | {Cells(http)} | {http.Median / engine.Median:F2} |");
    }

    private static string Cells(Latencies measured) => string.Create(
        CultureInfo.InvariantCulture,
        $"{measured.Median.TotalMilliseconds:F1} | {measured.P95.TotalMilliseconds:F1} | {measured.Processor.TotalMilliseconds:F1}");

    private static void WriteLine(FormattableString line) =>
        ConsoleLogger.Default.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
