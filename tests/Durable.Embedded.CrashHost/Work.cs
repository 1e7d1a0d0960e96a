using Trivium.Express;

namespace Trivium.Durable.Embedded.CrashHost;

/// <summary>What the killed process is at: chains, a fan-out, a retry, a timer and a child.</summary>
internal static class Work
{
    public const string Root = "root";

    public static DurableCatalog Catalog(RunLog log, Progress progress)
    {
        var catalog = new DurableCatalog();
        catalog.TryAdd(
            new ActivityRegistration("step", typeof(string), typeof(string), default, async (context, input, _, _) =>
            {
                log.Write($"ran {context.InstanceId} {input}");
                progress.Report();
                await Task.Yield();
                progress.Report();
                return input;
            }),
            out _);
        catalog.TryAdd(
            new OrchestrationRegistration(
                Root, typeof(int), typeof(string), default, async (context, _) => await RootAsync(context)),
            out _);
        catalog.TryAdd(
            new OrchestrationRegistration("leaf", typeof(int), typeof(string), default, async (context, _) =>
                await context.CallActivityAsync<string>("step", "leaf-1")
                    + await context.CallActivityAsync<string>("step", "leaf-2")),
            out _);
        return catalog;
    }

    private static async Task<string> RootAsync(IOrchestrationContext context)
    {
        string first = await context.CallActivityAsync<string>("step", "first");
        string[] fan = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            number => context.CallActivityAsync<string>("step", $"fan-{number}")));
        await context.CreateTimer(TimeSpan.FromMilliseconds(5));
        string leaf = await context.CallSubOrchestratorAsync<string>(
            "leaf", 1, new SubOrchestrationOptions(InstanceId: $"{context.InstanceId}-leaf"));
        string last = await context.CallActivityAsync<string>("step", "last");
        return $"{first} {string.Join('+', fan)} {leaf} {last}";
    }
}
