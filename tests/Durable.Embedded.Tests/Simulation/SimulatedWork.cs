using System.Collections.Concurrent;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

/// <summary>Orchestrations that use everything, and a count of every activity run.</summary>
internal sealed class SimulatedWork
{
    private readonly ConcurrentDictionary<(string InstanceId, string Input), int> _runs = new();

    public SimulatedWork()
    {
        Catalog.TryAdd(
            new ActivityRegistration("step", typeof(string), typeof(string), default, (context, input, _, _) =>
            {
                int runs = _runs.AddOrUpdate((context.InstanceId, (string)input!), 1, (_, before) => before + 1);
                return (string)input! == "flaky-0" && runs >= 1
                    ? throw new IOException("flaky")
                    : Task.FromResult(input);
            }),
            out _);
        Catalog.Orchestration<int, string>("root", Root);
        Catalog.Orchestration<string, string>("leaf", async (context, input) =>
            await context.CallActivityAsync<string>("step", "leaf") + input);
        Catalog.Orchestration<int, int>("loop", async (context, round) =>
        {
            await context.CallActivityAsync<string>("step", $"round-{round}");
            if (round == 4) return round;
            context.ContinueAsNew(round + 1);
            return -1;
        });
    }

    public DurableCatalog Catalog { get; } = new();

    /// <summary>How often each activity call ran so far.</summary>
    public Dictionary<(string InstanceId, string Input), int> Runs() => new(_runs);

    private static async Task<string> Root(IOrchestrationContext context, int number)
    {
        string[] fan = await Task.WhenAll(Enumerable.Range(0, 1 + (number % 4)).Select(
            index => context.CallActivityAsync<string>("step", $"fan-{index}")));
        string flaky;
        try
        {
            flaky = await context.CallActivityAsync<string>(
                "step", "flaky-0", new RetryPolicy(2, TimeSpan.FromSeconds(30)));
        }
        catch (TaskFailedException)
        {
            flaky = await context.CallActivityAsync<string>("step", "flaky-1");
        }

        string leaf = await context.CallSubOrchestratorAsync<string>("leaf", context.NewGuid().ToString("N")[..0]);
        string answer;
        try
        {
            answer = await context.WaitForExternalEvent<string>("answer", TimeSpan.FromMinutes(5));
        }
        catch (TaskCanceledException)
        {
            answer = "none";
        }

        await context.CreateTimer(TimeSpan.FromHours(number));
        return $"{string.Join('+', fan)} {flaky} {leaf} {answer}";
    }
}
