using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using DurableTaskFailedException = Microsoft.DurableTask.TaskFailedException;

namespace Trivium.Express.Functions;

/// <summary>
/// The context of Durable Functions as the one of Express. Nothing here awaits anything but the context's own tasks,
/// and all of it on the caller's scheduler.
/// </summary>
internal sealed class FunctionsOrchestrationContext(TaskOrchestrationContext context) : IOrchestrationContext
{
    public string Name => context.Name;

    public string InstanceId => context.InstanceId;

    public string? ParentInstanceId => context.Parent?.InstanceId;

    public string Version => context.Version ?? "";

    public DateTimeOffset CurrentUtcDateTime => new(DateTime.SpecifyKind(context.CurrentUtcDateTime, DateTimeKind.Utc));

    public bool IsReplaying => context.IsReplaying;

    public T? GetInput<T>() => DurablePayload.Read<T>(context.GetInput<JsonElement?>());

    public async Task<TResult> CallActivityAsync<TResult>(
        string name, object? input = null, TaskOptions? options = null)
    {
        var payload = ActivityPayload.Write(input);
        try
        {
            return ActivityPayload.Read<TResult>(
                await context.CallActivityAsync<JsonElement?>(name, payload, CallOptions.ForActivity(options)));
        }
        catch (DurableTaskFailedException failed)
        {
            throw Failures.From(failed);
        }
    }

    public async Task<TResult> CallSubOrchestratorAsync<TResult>(
        string name, object? input = null, TaskOptions? options = null)
    {
        var payload = DurablePayload.Write(input);
        try
        {
            return DurablePayload.Read<TResult>(
                await context.CallSubOrchestratorAsync<JsonElement?>(
                    name, payload, CallOptions.ForChild(options, Version)));
        }
        catch (DurableTaskFailedException failed)
        {
            throw Failures.From(failed);
        }
    }

    public Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellationToken) =>
        context.CreateTimer(fireAt.UtcDateTime, cancellationToken);

    public async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        DurablePayload.Read<T>(await context.WaitForExternalEvent<JsonElement?>(eventName, cancellationToken));

    public void SendEvent(string instanceId, string eventName, object payload) =>
        context.SendEvent(instanceId, eventName, DurablePayload.Write(payload)!);

    public void SetCustomStatus(object? customStatus) => context.SetCustomStatus(DurablePayload.Write(customStatus));

    public void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        context.ContinueAsNew(DurablePayload.Write(newInput), preserveUnprocessedEvents);

    public Guid NewGuid() => context.NewGuid();

    public ILogger CreateReplaySafeLogger(string categoryName) => context.CreateReplaySafeLogger(categoryName);
}
