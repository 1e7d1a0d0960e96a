using Microsoft.Extensions.Logging;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>
/// The context an orchestrator is given. Every member that acts checks that it is called on the turn.
/// </summary>
internal sealed class RunContext(OrchestrationRun run, ILoggerFactory loggerFactory) : IOrchestrationContext
{
    private int _guids;

    public string Name => run.Started.Name;

    public string InstanceId => run.Started.InstanceId;

    public string? ParentInstanceId => run.Started.Parent?.InstanceId;

    public string Version => run.Started.Version;

    public bool IsReplaying => run.Commands.IsReplaying;

    public DateTimeOffset CurrentUtcDateTime
    {
        get
        {
            run.Guard(nameof(CurrentUtcDateTime));
            return run.Now;
        }
    }

    public T? GetInput<T>() => Payload.Read<T>(run.Started.Input, $"The input of orchestration '{Name}'");

    public async Task<TResult> CallActivityAsync<TResult>(
        string name, object? input = null, TaskOptions? options = null)
    {
        run.Guard(nameof(CallActivityAsync));
        InstanceNames.CheckName(name, "activity");
        string? json = Payload.Write(input, $"The input of activity '{name}'");
        string? output = await RetryLoop.Run(this, options?.Retry, () =>
        {
            var command = new ActivityCommand(run.Commands.NextSequence(), name, json);
            run.Issue(command);
            return command.Outcome;
        });
        return Payload.Read<TResult>(output, $"The output of activity '{name}'")!;
    }

    public async Task<TResult> CallSubOrchestratorAsync<TResult>(
        string name, object? input = null, TaskOptions? options = null)
    {
        run.Guard(nameof(CallSubOrchestratorAsync));
        InstanceNames.CheckName(name, "orchestration");
        var child = options as SubOrchestrationOptions;
        if (child?.InstanceId is { } given) InstanceNames.CheckInstanceId(given);
        string? json = Payload.Write(input, $"The input of orchestration '{name}'");
        string? output = await RetryLoop.Run(this, options?.Retry, () =>
        {
            int sequence = run.Commands.NextSequence();
            string id = child?.InstanceId
                ?? DeterministicGuid.Create($"{run.Started.ExecutionId}/child/{sequence}").ToString("N");
            var command = new ChildCommand(sequence, name, id, child?.Version ?? Version, json);
            run.Issue(command);
            return command.Outcome;
        });
        return Payload.Read<TResult>(output, $"The output of orchestration '{name}'")!;
    }

    public async Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellationToken)
    {
        run.Guard(nameof(CreateTimer));
        cancellationToken.ThrowIfCancellationRequested();
        var command = new TimerCommand(run.Commands.NextSequence(), fireAt.ToUniversalTime());
        run.Issue(command);
        using CancellationTokenRegistration registration = cancellationToken.Register(
            () => run.OnTurn(
                () => run.Commands.Withdraw(command, cancellationToken)), useSynchronizationContext: false);
        await command.Outcome;
    }

    public async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        run.Guard(nameof(WaitForExternalEvent));
        InstanceNames.CheckEventName(eventName);
        string? payload = await run.Events.Next(eventName, cancellationToken, run.OnTurn);
        return Payload.Read<T>(payload, $"The payload of event '{eventName}'")!;
    }

    public void SendEvent(string instanceId, string eventName, object payload)
    {
        run.Guard(nameof(SendEvent));
        InstanceNames.CheckInstanceId(instanceId);
        InstanceNames.CheckEventName(eventName);
        string? json = Payload.Write(payload, $"The payload of event '{eventName}'");
        run.Issue(new SendEventCommand(run.Commands.NextSequence(), instanceId, eventName, json));
    }

    public void SetCustomStatus(object? customStatus)
    {
        run.Guard(nameof(SetCustomStatus));
        run.CustomStatus = new(Payload.Write(customStatus, "The custom status", Payload.CustomStatusBytesMax));
    }

    public void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        run.Guard(nameof(ContinueAsNew));
        run.Restart = (Payload.Write(newInput, $"The input of orchestration '{Name}'"), preserveUnprocessedEvents);
    }

    public Guid NewGuid()
    {
        run.Guard(nameof(NewGuid));

        // The execution is in the name because the counter starts again when the instance continues as new.
        return DeterministicGuid.Create($"{InstanceId}/{run.Started.ExecutionId}/guid/{_guids++}");
    }

    public ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(loggerFactory.CreateLogger(categoryName), this);
}
