using System.Collections.Concurrent;
using Trivium.Express;

namespace Trivium.FunctionsTestWorker;

/// <summary>One orchestration for each thing that orchestrations do.</summary>
internal static class Orchestrations
{
    private static readonly Activity<string?, string?> _echo = new("echo");
    private static readonly Activity<string[], int> _count = new("count");
    private static readonly Activity<string, string> _flaky = new("flaky");
    private static readonly Activity<string, string> _broken = new("broken");
    private static readonly Activity<string, string> _starter = new("starter");
    private static readonly Orchestration<string, string> _child = new("child");

    private static readonly ConcurrentDictionary<string, int> _attempts = new();

    public static void Configure(ExpressApp app)
    {
        app.Activity(_echo, (string? text) => text);
        app.Activity(_count, (string[] texts) => texts.Length);
        app.Activity(_flaky, (string key) =>
        {
            var attempt = _attempts.AddOrUpdate(key, 1, (_, attempts) => attempts + 1);
            return attempt < 3 ? throw new IOException($"attempt {attempt}") : $"attempt {attempt}";
        });
        app.Activity(_broken, string (string text) =>
            throw new ArgumentException($"no {text}", new FormatException("the cause")));
        app.Activity(_starter, (string id, IOrchestrationClient client) =>
            client.Start(_child, id, new StartOrchestrationOptions(id)));

        app.Orchestration<string?, string?>(new("echoes"), (context, text) => context.Call(_echo, text));
        app.Orchestration<string[], int>(new("counts"), (context, texts) => context.Call(_count, texts));
        app.Orchestration(_child, async (context, name) =>
        {
            context.SetCustomStatus($"waiting as {name}");
            return $"{name} heard {await context.WaitForExternalEvent<string>("go")}";
        });
        app.Orchestration<string, string>(new("family"), async (context, name) =>
            $"{name}: {await context.Call(_child, name, new SubOrchestrationOptions(InstanceId: $"{name}-child"))}");
        app.Orchestration<string, string>(new("retries"), (context, key) => context.Call(
            _flaky, key, new RetryPolicy(maxNumberOfAttempts: 3, TimeSpan.FromMilliseconds(1))));
        app.Orchestration<string, string>(new("fails"), (context, text) => context.Call(_broken, text));
        app.Orchestration<string, string>(new("catches"), async (context, text) =>
        {
            try
            {
                return await context.Call(_broken, text);
            }
            catch (TaskFailedException failed)
            {
                return $"{failed.FailureDetails.ErrorType}: {failed.FailureDetails.ErrorMessage}";
            }
        });
        app.Orchestration<int, string>(new("counts-down"), async (context, from) =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(1));
            if (from > 0)
                context.ContinueAsNew(from - 1);
            return from == 0 ? "zero" : "";
        });
        app.Orchestration<string, string>(new("versions"), (context, _) => Task.FromResult(context.Version));
        app.Orchestration<string, string>(new("sends"), async (context, other) =>
        {
            context.SendEvent(other, "go", "a letter");
            return await context.Call(_echo, "sent") ?? "";
        });
        app.Orchestration<string, string>(new("starts"), (context, id) => context.Call(_starter, id));
        app.Timer("ticks", "0 0 3 * * *", (Gate gate) => gate.Leave());
    }
}
