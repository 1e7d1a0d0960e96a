using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

/// <summary>
/// The orchestrations of the golden histories, and what was done to their instances when they were recorded.
/// </summary>
internal static class GoldenScenarios
{
    public static DurableCatalog Catalog()
    {
        int attempts = 0;
        return new DurableCatalog()
            .Activity<string, string>("shout", text => text.ToUpperInvariant())
            .Activity<Nothing, int>("flaky", _ => ++attempts < 3 ? throw new IOException("busy") : attempts)
            .Orchestration<string[], string>("fan-out", FanOut)
            .Orchestration<string, string>("approval", Approval)
            .Orchestration<string, string>(
                "child", async (context, input) => await context.CallActivityAsync<string>("shout", input));
    }

    /// <summary>What to do with an instance, by orchestration.</summary>
    public static IReadOnlyDictionary<string, Func<EngineFixture, Task>> All { get; } =
        new Dictionary<string, Func<EngineFixture, Task>>
        {
            ["fan-out"] = async engine =>
            {
                await engine.Client.ScheduleNewOrchestrationInstanceAsync(
                    "fan-out", new[] { "a", "b", "こ" }, new("fan-out"));
                await engine.EndAsync("fan-out");
            },
            ["approval"] = async engine =>
            {
                await engine.Client.ScheduleNewOrchestrationInstanceAsync(
                    "approval", "draft", new("approval", Version: "1.0"));
                await engine.PassAsync(TimeSpan.FromSeconds(10));
                await engine.PassAsync(TimeSpan.FromSeconds(20));
                await engine.Client.SuspendInstanceAsync("approval", "a pause");
                await engine.Client.RaiseEventAsync("approval", "approved", "by me");
                await engine.Client.ResumeInstanceAsync("approval");
                await engine.EndAsync("approval");
            },
        };

    private static async Task<string> FanOut(IOrchestrationContext context, string[] words)
    {
        string[] loud = await Task.WhenAll(words.Select(word => context.CallActivityAsync<string>("shout", word)));
        string child = await context.CallSubOrchestratorAsync<string>(
            "child", string.Concat(loud), new SubOrchestrationOptions(InstanceId: "fan-out-child"));
        context.SendEvent("somebody", "done", child);
        return $"{child} {context.CurrentUtcDateTime.Year}";
    }

    private static async Task<string> Approval(IOrchestrationContext context, string input)
    {
        int attempts = await context.CallActivityAsync<int>(
            "flaky", null, new RetryPolicy(3, TimeSpan.FromSeconds(10), backoffCoefficient: 2));
        context.SetCustomStatus(new { attempts });
        string by = await context.WaitForExternalEvent<string>("approved", TimeSpan.FromDays(1));
        return $"{input} approved {by}";
    }
}
