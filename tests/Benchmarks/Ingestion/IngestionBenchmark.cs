using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Loggers;

namespace Trivium.Benchmarks.Ingestion;

/// <summary>
/// Generated documents through the local host's HTTP API, tenth by tenth, beside writing the items that come of them with
/// bulk upserts alone.
/// </summary>
internal static class IngestionBenchmark
{
    public const string Name = "ingestion";

    private const int CountDefault = 10_000;
    private const int Parts = 10;

    /// <summary>Runs it; the exit code.</summary>
    /// <param name="args">The number of documents, or nothing.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int count = CountDefault;
        if (args.Length > 1 || (args.Length == 1 && (!int.TryParse(args[0], out count) || count < Parts)))
        {
            ConsoleLogger.Default.WriteLineError($"'{string.Join(' ', args)}' is no number of documents; at least {Parts} are needed.");
            return 1;
        }

        DirectoryInfo directory = Directory.CreateTempSubdirectory("trivium-benchmark-");
        try
        {
            await RunAsync(count, directory.FullName);
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(int count, string directory)
    {
        string data = Directory.CreateDirectory(Path.Combine(directory, "data")).FullName;
        string bulk = Directory.CreateDirectory(Path.Combine(directory, "bulk")).FullName;
        List<Part> parts;
        long peak;
        await using (HostUnderTest host = await HostUnderTest.StartAsync(data))
        {
            // What is compiled first, and the first purge of a cache, belong to nobody's tenth.
            var documents = GeneratedDocuments.From(Path.Combine(AppContext.BaseDirectory, "seeds"));
            await IngestAsync(host, documents, count, Math.Min(200, count));
            parts = [];
            for (int part = 0; part < Parts; part++)
                parts.Add(await IngestAsync(host, documents, part * (count / Parts), count / Parts));
            peak = host.PeakMemoryBytes;
        }

        StoredItems stored = await StoredItems.ReadAsync(data);
        (TimeSpan elapsed, TimeSpan processor) = await stored.UpsertAllAsync(bulk);
        Report(count, parts, peak, stored, elapsed, processor);
    }

    /// <summary>Sends some documents as one batch and waits until all have been ingested.</summary>
    private static async Task<Part> IngestAsync(HostUnderTest host, GeneratedDocuments documents, int from, int count)
    {
        string lines = documents.Lines(from, count);
        using var body = new StringContent(lines, Encoding.UTF8, new MediaTypeHeaderValue("application/x-ndjson"));
        TimeSpan processor = host.ProcessorTime;
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await host.Api.PostAsync(new Uri("/v1/documents:batch", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        string[] results = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (results.Length != count || results.Any(line => !line.Contains("\"status\":202", StringComparison.Ordinal)))
            throw new InvalidOperationException($"Not every document was accepted: {results.FirstOrDefault()}");

        // Ingestions of a tenant are started in turn, so the last is among the last to end. It is asked for by id, which costs
        // the host nothing; a look through all records would be a good part of what is measured.
        await UntilAsync(() => HasEndedAsync(host, results[^1]));
        await UntilAsync(async () => !await IsAnyAsync(host, "pending") && !await IsAnyAsync(host, "running"));
        if (await IsAnyAsync(host, "failed")) throw new InvalidOperationException("An ingestion failed.");

        return new(count, Stopwatch.GetElapsedTime(started), host.ProcessorTime - processor);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo()) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }

    private static async Task<bool> HasEndedAsync(HostUnderTest host, string result)
    {
        using JsonDocument accepted = JsonDocument.Parse(result);
        string id = accepted.RootElement.GetProperty("id").GetString()!;
        using Stream answer = await host.Api.GetStreamAsync(new Uri($"/v1/ingestions/{id}", UriKind.Relative));
        using JsonDocument ingestion = await JsonDocument.ParseAsync(answer);
        return ingestion.RootElement.GetProperty("status").GetString() is not ("Pending" or "Running");
    }

    private static async Task<bool> IsAnyAsync(HostUnderTest host, string status)
    {
        using Stream answer = await host.Api.GetStreamAsync(
            new Uri($"/v1/ingestions?status={status}&top=1", UriKind.Relative));
        using JsonDocument body = await JsonDocument.ParseAsync(answer);
        return body.RootElement.GetProperty("ingestions").GetArrayLength() > 0;
    }

    private static void Report(
        int count, List<Part> parts, long peak, StoredItems stored, TimeSpan bulk, TimeSpan bulkProcessor)
    {
        TimeSpan elapsed = TimeSpan.FromTicks(parts.Sum(part => part.Elapsed.Ticks));
        TimeSpan processor = TimeSpan.FromTicks(parts.Sum(part => part.Processor.Ticks));

        // The documents that warmed up are among what is stored, but not among what was measured.
        double share = (double)count / (count + Math.Min(200, count));
        double chunks = stored.Chunks * share;
        WriteLine($"{count} documents, {chunks:F0} chunks, {stored.Count * share:F0} items");
        WriteLine($"documents/s            {count / elapsed.TotalSeconds:F1}");
        WriteLine($"chunks/s               {chunks / elapsed.TotalSeconds:F1}");
        WriteLine($"CPU per chunk          {processor.TotalMilliseconds / chunks:F2} ms");
        WriteLine($"CPU per document       {processor.TotalMilliseconds / count:F2} ms");
        WriteLine($"peak memory            {peak / 1048576.0:F0} MB");
        WriteLine($"bulk upserts alone     {bulk.TotalSeconds * share:F1} s, CPU {bulkProcessor.TotalSeconds * share:F1} s");
        WriteLine($"whole pipeline         {elapsed.TotalSeconds:F1} s, CPU {processor.TotalSeconds:F1} s");
        WriteLine($"ratio                  {elapsed / (bulk * share):F2} (CPU {processor / (bulkProcessor * share):F2})");
        WriteLine($"last tenth : first     {parts[^1].Elapsed / parts[0].Elapsed:F2} (CPU {parts[^1].Processor / parts[0].Processor:F2})");
    }

    private static void WriteLine(FormattableString line) =>
        ConsoleLogger.Default.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private readonly record struct Part(int Documents, TimeSpan Elapsed, TimeSpan Processor);
}
