using Microsoft.Azure.Functions.Worker;

namespace Trivium.Express.Functions;

/// <summary>
/// Runs an activity of the app. Activities are functions of our own, not registered with the durable worker, because
/// only a function of our own has a durable client: an activity may start orchestrations.
/// </summary>
internal sealed class ActivityInvocation(ExpressApp app)
{
    internal const string InputName = "input";

    /// <summary>What the durable extension calls the instance's id among an invocation's binding data.</summary>
    private const string InstanceIdKey = "instanceId";

    public async Task RunAsync(FunctionContext context)
    {
        var activity = app.Durable.Activities[context.FunctionDefinition.Name];
        var input = await context.BindInputAsync<string>(context.FunctionDefinition.InputBindings[InputName]);
        var instanceId = context.BindingContext.BindingData[InstanceIdKey] as string ?? "";
        var output = await activity.InvokeAsync(
            new ActivityContext(activity.Name, instanceId),
            ActivityPayload.Read(input.Value, activity.InputType),
            context.InstanceServices,
            context.CancellationToken);
        context.GetInvocationResult().Value = ActivityPayload.Write(output);
    }
}
