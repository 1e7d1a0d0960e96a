using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Loggers;
using Trivium.Benchmarks.Ingestion;
using Trivium.Visibility;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>
/// Searches and SQL through the local host's HTTP API, beside the same queries through the SDK alone: of a tenant alone
/// in the store, of tenants among a hundred, and of one that has a hundred times as much; with nothing hidden and with
/// as many hidden generations as there may be.
/// </summary>
internal static class RetrievalBenchmark
{
    public const string Name = "retrieval";

    private const int ChunksDefault = 100_000;
    private const int ChunksPerTenant = 1_000;
    private const int Seed = 20260103;

    /// <summary>4 of the small tenants are asked in turn.</summary>
    private const int TenantsAsked = 4;

    /// <summary>200 of each kind: with 30 a host still used four times the processor time it settles at.</summary>
    private const int WarmupCount = 200;

    /// <summary>50 of those that look at a whole table: one of them runs the same code ten thousand times.</summary>
    private const int TableWarmupCount = 50;

    private const int Count = 100;

    private static readonly GeneratedText _words = new();

    /// <summary>Runs it; the exit code.</summary>
    /// <param name="args">How many chunks the large tenant has and the small ones have together, or nothing.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int chunks = ChunksDefault;
        bool isFit = args.Length == 0 || (args.Length == 1 && int.TryParse(args[0], out chunks));
        if (!isFit || chunks < TenantsAsked * ChunksPerTenant)
        {
            ConsoleLogger.Default.WriteLineError(
                $"'{string.Join(' ', args)}' is no number of chunks; at least {TenantsAsked * ChunksPerTenant} are needed.");
            return 1;
        }

        DirectoryInfo directory = Directory.CreateTempSubdirectory("trivium-benchmark-");
        try
        {
            await RunAsync(chunks, directory.FullName);
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(int chunks, string data)
    {
        int count = chunks / ChunksPerTenant;
        int step = count / TenantsAsked;
        GeneratedTenant[] small = [.. Enumerable.Range(0, count).Select(number => new GeneratedTenant(
            string.Create(CultureInfo.InvariantCulture, $"small{number}"),
            ChunksPerTenant,
            HasTable: number % step == 0 && number / step < TenantsAsked))];
        GeneratedTenant[] asked = [.. small.Where(tenant => tenant.HasTable)];
        var large = new GeneratedTenant("large", chunks, HasTable: true);

        var random = new Random(Seed);
        var report = new RetrievalReport();
        await MeasureAsync("1 of 1", data, small[..1], small[..1], random, report);
        await MeasureAsync($"1 of {count}", data, small[1..], asked, random, report);
        await MeasureAsync("large", data, [large], [large], random, report);
    }

    /// <summary>Adds tenants to the store and asks some.</summary>
    private static async Task MeasureAsync(
        string layout,
        string data,
        IReadOnlyList<GeneratedTenant> added,
        IReadOnlyList<GeneratedTenant> asked,
        Random random,
        RetrievalReport report)
    {
        var engine = new Dictionary<int, Dictionary<QuestionKind, Latencies>>();
        int[] hiddenCounts = [0, VisibilityLimits.HiddenGenerationsMax];
        await using (RetrievalStore store = await RetrievalStore.OpenAsync(data))
        {
            long started = Stopwatch.GetTimestamp();
            foreach (GeneratedTenant tenant in added) await store.WriteAsync(tenant, _words, random);
            RetrievalReport.Written(layout, added, Stopwatch.GetElapsedTime(started));
            foreach (int hidden in hiddenCounts)
            {
                engine[hidden] = await AskAllAsync(
                    random,
                    asked,
                    (question, tenant) => store.PrepareAsync(question, tenant, tenant.Snapshot(hidden, store.Embedder)),
                    ProcessorTime);
            }
        }

        foreach (int hidden in hiddenCounts)
        {
            await HideAsync(data, asked, hidden);
            await using HostUnderTest host = await HostUnderTest.StartAsync(data, HostQuestions.OperatorKey);
            HostQuestions http = await HostQuestions.OpenAsync(host, asked);
            Dictionary<QuestionKind, Latencies> measured = await AskAllAsync(
                random,
                asked,
                (question, tenant) => Task.FromResult(http.Prepare(question, tenant)),
                () => host.ProcessorTime);
            foreach (QuestionKind kind in Enum.GetValues<QuestionKind>())
                report.Row(layout, hidden, kind, engine[hidden][kind], measured[kind]);
        }
    }

    private static async Task HideAsync(string data, IEnumerable<GeneratedTenant> tenants, int hidden)
    {
        await using RetrievalStore store = await RetrievalStore.OpenAsync(data);
        foreach (GeneratedTenant tenant in tenants) await store.HideAsync(tenant, hidden);
    }

    private static async Task<Dictionary<QuestionKind, Latencies>> AskAllAsync(
        Random random,
        IReadOnlyList<GeneratedTenant> asked,
        Func<Question, GeneratedTenant, Task<Func<Task<int>>>> prepare,
        Func<TimeSpan> processor)
    {
        QuestionKind[] kinds = Enum.GetValues<QuestionKind>();
        for (int number = 0; number < WarmupCount; number++)
        {
            foreach (QuestionKind kind in kinds.Where(kind => number < WarmupCountOf(kind)))
                await (await NextAsync(kind, number))();
        }

        var measured = new Dictionary<QuestionKind, Latencies>();
        foreach (QuestionKind kind in kinds)
            measured[kind] = await Latencies.MeasureAsync(Count, number => NextAsync(kind, number), processor);
        return measured;

        Task<Func<Task<int>>> NextAsync(QuestionKind kind, int number) =>
            prepare(Question.Next(kind, _words, random), asked[number % asked.Count]);
    }

    private static int WarmupCountOf(QuestionKind kind) =>
        kind is QuestionKind.SqlGroups or QuestionKind.SqlList ? TableWarmupCount : WarmupCount;

    private static TimeSpan ProcessorTime()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
