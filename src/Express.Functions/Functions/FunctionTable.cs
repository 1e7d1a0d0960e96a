namespace Trivium.Express.Functions;

/// <summary>All functions of an app. Making it checks them.</summary>
internal sealed class FunctionTable
{
    /// <summary>Reads the app.</summary>
    /// <exception cref="ExpressBuildException">The Functions host would refuse it; the message says all that is wrong.</exception>
    public FunctionTable(ExpressApp app)
    {
        var faults = new List<string>();
        var names = new FunctionNames();
        var functions = new List<FunctionDescription>();

        // Given names first: those of routes give way. The durable extension tells the host of the orchestrations.
        foreach (var orchestration in app.Durable.Orchestrations.Values)
            Take("Orchestration", orchestration.Name, orchestration.RegisteredAt);
        foreach (var activity in app.Durable.Activities.Values)
        {
            Take("Activity", activity.Name, activity.RegisteredAt);
            functions.Add(new FunctionDescription(
                activity.Name,
                FunctionEntryPoints.Of(nameof(FunctionEntryPoints.Activity)),
                [Bindings.ActivityTrigger(), Bindings.DurableClient()]));
        }

        foreach (var timer in app.Timers)
        {
            Take("Timer", timer.Name, timer.RegisteredAt);
            functions.Add(new FunctionDescription(
                timer.Name,
                FunctionEntryPoints.Of(nameof(FunctionEntryPoints.Timer)),
                [Bindings.TimerTrigger(timer.Expression), Bindings.DurableClient()]));
        }

        functions.AddRange(HttpFunctions.Of(app.Routes, names, faults));
        if (faults.Count > 0)
            throw new ExpressBuildException(faults);
        Functions = functions;

        // The app has seen to it that names are unique and fit; what is taken here belongs to the host or to us.
        void Take(string kind, string name, SourceLocation at)
        {
            if (!names.TryTake(name))
                faults.Add($"{kind} '{name}' ({at}): on the Functions host this name is reserved; choose another one.");
        }
    }

    /// <summary>The functions, without orchestrations and the fallback.</summary>
    public IReadOnlyList<FunctionDescription> Functions { get; }
}
