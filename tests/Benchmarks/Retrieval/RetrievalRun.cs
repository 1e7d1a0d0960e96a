using System.Diagnostics;
using Trivium.Benchmarks.Ingestion;
using Trivium.Visibility;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>What a store has, and who is asked of it.</summary>
/// <param name="Name">What the layout is called.</param>
/// <param name="Tenants">All tenants it needs; the store may have more from the layouts before.</param>
/// <param name="Asked">Those that are asked, in turn.</param>
internal sealed record Layout(string Name, IReadOnlyList<GeneratedTenant> Tenants, IReadOnlyList<GeneratedTenant> Asked);

/// <summary>One store on disk, which grows from layout to layout.</summary>
/// <param name="data">The data directory.</param>
internal sealed class RetrievalRun(string data)
{
    private const int Seed = 20260103;

    /// <summary>300 of each kind: with 30 a host still used four times the processor time it comes to.</summary>
    private const int WarmupCount = 300;

    /// <summary>4 at once, for warming up takes longer than measuring.</summary>
    private const int WarmupRequests = 4;

    private const int Count = 100;

    /// <summary>40 of those that look at a whole table: one of them runs the same code ten thousand times.</summary>
    private const int TableCount = 40;

    private readonly GeneratedText _words = new();
    private readonly Random _random = new(Seed);
    private readonly HashSet<GeneratedTenant> _written = [];
    private readonly RetrievalReport _report = new();

    /// <summary>Adds the layout's tenants to the store and asks some: the store alone, then the host.</summary>
    public async Task MeasureAsync(Layout layout)
    {
        var engine = new Dictionary<int, Dictionary<QuestionKind, Latencies>>();
        int[] hiddenCounts = [0, VisibilityLimits.HiddenGenerationsMax];
        await using (RetrievalStore store = await RetrievalStore.OpenAsync(data))
        {
            await WriteAsync(store, layout);
            foreach (int hidden in hiddenCounts)
            {
                engine[hidden] = await AskAllAsync(
                    layout.Asked,
                    (question, tenant) => store.PrepareAsync(question, tenant, tenant.Snapshot(hidden, store.Embedder)),
                    ProcessorTime);
            }
        }

        foreach (int hidden in hiddenCounts)
        {
            await HideAsync(layout.Asked, hidden);
            await using HostUnderTest host = await HostUnderTest.StartAsync(data, HostQuestions.OperatorKey);
            HostQuestions http = await HostQuestions.OpenAsync(host, layout.Asked);
            Dictionary<QuestionKind, Latencies> measured = await AskAllAsync(
                layout.Asked,
                (question, tenant) => Task.FromResult(http.Prepare(question, tenant)),
                () => host.ProcessorTime);
            foreach (QuestionKind kind in Enum.GetValues<QuestionKind>())
                _report.Row(layout.Name, hidden, kind, engine[hidden][kind], measured[kind]);
        }
    }

    private async Task WriteAsync(RetrievalStore store, Layout layout)
    {
        long started = Stopwatch.GetTimestamp();
        GeneratedTenant[] added = [.. layout.Tenants.Where(_written.Add)];
        foreach (GeneratedTenant tenant in added) await store.WriteAsync(tenant, _words, _random);
        RetrievalReport.Written(layout.Name, added, Stopwatch.GetElapsedTime(started));
    }

    private async Task HideAsync(IEnumerable<GeneratedTenant> tenants, int hidden)
    {
        await using RetrievalStore store = await RetrievalStore.OpenAsync(data);
        foreach (GeneratedTenant tenant in tenants) await store.HideAsync(tenant, hidden);
    }

    private async Task<Dictionary<QuestionKind, Latencies>> AskAllAsync(
        IReadOnlyList<GeneratedTenant> asked,
        Func<Question, GeneratedTenant, Task<Func<Task<int>>>> prepare,
        Func<TimeSpan> processor)
    {
        QuestionKind[] kinds = Enum.GetValues<QuestionKind>();
        List<Func<Task<int>>> warmup = [];
        for (int number = 0; number < WarmupCount; number++)
        {
            foreach (QuestionKind kind in kinds.Where(kind => number < TableCount || !IsOfTable(kind)))
                warmup.Add(await NextAsync(kind, number));
        }

        await Parallel.ForEachAsync(
            warmup,
            new ParallelOptions { MaxDegreeOfParallelism = WarmupRequests },
            async (ask, _) => await ask());

        var measured = new Dictionary<QuestionKind, Latencies>();
        foreach (QuestionKind kind in kinds)
        {
            measured[kind] = await Latencies.MeasureAsync(
                IsOfTable(kind) ? TableCount : Count, number => NextAsync(kind, number), processor);
        }

        return measured;

        Task<Func<Task<int>>> NextAsync(QuestionKind kind, int number) =>
            prepare(Question.Next(kind, _words, _random), asked[number % asked.Count]);
    }

    private static bool IsOfTable(QuestionKind kind) => kind is QuestionKind.SqlGroups or QuestionKind.SqlList;

    private static TimeSpan ProcessorTime()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
