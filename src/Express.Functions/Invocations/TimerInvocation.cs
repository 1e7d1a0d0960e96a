using System.Collections.Frozen;
using Microsoft.Azure.Functions.Worker;

namespace Trivium.Express.Functions;

/// <summary>Runs a timer of the app.</summary>
internal sealed class TimerInvocation(ExpressApp app)
{
    private readonly FrozenDictionary<string, TimerRegistration> _timers =
        app.Timers.ToFrozenDictionary(timer => timer.Name, StringComparer.Ordinal);

    public Task RunAsync(FunctionContext context) =>
        _timers[context.FunctionDefinition.Name].InvokeAsync(context.InstanceServices, context.CancellationToken);
}
