using Microsoft.Azure.Functions.Worker.Context.Features;
using Microsoft.DurableTask.Client;

namespace Trivium.Express.Functions;

/// <summary>
/// The durable client of the current invocation. The Functions host hands one to every HTTP, timer and activity
/// function; it is bound when it is first asked for.
/// </summary>
internal sealed class DurableClientBinding(CurrentInvocation current)
{
    /// <summary>The client.</summary>
    /// <exception cref="InvalidOperationException">There is none: not in an orchestrator, not outside of invocations.</exception>
    public async ValueTask<DurableTaskClient> GetAsync()
    {
        var context = current.Context ?? throw new InvalidOperationException(
            "Orchestrations are started and watched from routes, timers and activities, and none of them is running here. "
            + "An orchestrator calls others by its context.");
        var inputs = await context.Features.Get<IFunctionInputBindingFeature>()!.BindFunctionInputAsync(context);
        return inputs.Values.OfType<DurableTaskClient>().FirstOrDefault() ?? throw new InvalidOperationException(
            $"The Functions host gave function '{context.FunctionDefinition.Name}' no durable client. "
            + "Is its extension for Durable Functions missing?");
    }
}
