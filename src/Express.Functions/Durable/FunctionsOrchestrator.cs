using System.Text.Json;
using Microsoft.DurableTask;

namespace Trivium.Express.Functions;

/// <summary>An orchestration of the app as one of Durable Functions.</summary>
internal sealed class FunctionsOrchestrator(OrchestrationRegistration orchestration) : ITaskOrchestrator
{
    public Type InputType => typeof(JsonElement?);

    public Type OutputType => typeof(JsonElement?);

    // No ConfigureAwait(false): the continuations belong on the library's scheduler.
    public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        var adapted = new FunctionsOrchestrationContext(context);
        try
        {
            var output = await orchestration.InvokeAsync(
                adapted, DurablePayload.Read(input as JsonElement?, orchestration.InputType));
            return DurablePayload.Write(output);
        }
        catch (Exception exception)
        {
            throw Failures.ToDurable(exception);
        }
    }
}
