using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;

namespace Trivium.FunctionsTestHost;

/// <summary>
/// Has the worker run orchestrators and activities: the history goes to it as base64 of a message, and what the
/// orchestrator decided comes back likewise.
/// </summary>
internal sealed class OrchestratorTurns(TaskHub hub, ConnectedWorker worker, CancellationToken stop) : IAsyncDisposable
{
    private const string InstanceIdKey = "instanceId";

    private readonly ConcurrentDictionary<Task, byte> _running = new();

    /// <summary>Runs turns of an instance until there is nothing to show it.</summary>
    public void Run(HubInstance instance) => Keep(Task.Run(() => TakeTurnsAsync(instance), CancellationToken.None));

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(_running.Keys);
        }
        catch (OperationCanceledException)
        {
            // The hub was stopped.
        }
    }

    private void Keep(Task task)
    {
        _running[task] = 0;
        task.ContinueWith(
            ended =>
            {
                // One that failed stays, and ending the hub shows why.
                if (!ended.IsFaulted)
                    _running.TryRemove(ended, out _);
            },
            TaskScheduler.Default);
    }

    private async Task TakeTurnsAsync(HubInstance instance)
    {
        while (hub.Begin(instance) is { } request)
        {
            var response = await RunOrchestratorAsync(instance.Started.Name, request);
            var executionId = instance.ExecutionId;
            foreach (var decided in hub.Commit(instance, request, response))
                Start(instance.Id, executionId, decided);
            TellParent(instance);
        }
    }

    private async Task<OrchestratorResponse> RunOrchestratorAsync(string name, OrchestratorRequest request)
    {
        var encoded = TypedValue.OfText(request.ToByteString().ToBase64());
        try
        {
            var answer = await worker.RunAsync(
                name,
                function => new Invocation(function, worker.InputsOf(function, (function.TriggerName, encoded)))
                {
                    TriggerMetadata = MetadataOf(request.InstanceId),
                },
                stop);
            return OrchestratorResponse.Parser.ParseFrom(ByteString.FromBase64(answer!.Value.Text));
        }
        catch (FunctionFailedException failed)
        {
            // Not the orchestrator failed, but the function around it: the host fails the instance.
            return new OrchestratorResponse
            {
                InstanceId = request.InstanceId,
                Actions =
                {
                    new OrchestratorAction
                    {
                        CompleteOrchestration = new()
                        {
                            OrchestrationStatus = OrchestrationStatus.Failed,
                            FailureDetails = FailureOf(failed),
                        },
                    },
                },
            };
        }
    }

    private void Start(string instanceId, string executionId, HistoryEvent decided)
    {
        switch (decided.EventTypeCase)
        {
            case HistoryEvent.EventTypeOneofCase.TaskScheduled:
                Keep(Task.Run(() => RunActivityAsync(instanceId, executionId, decided), CancellationToken.None));
                break;
            case HistoryEvent.EventTypeOneofCase.TimerCreated:
                Keep(FireAsync(instanceId, executionId, decided));
                break;
            case HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCreated:
                StartChild(instanceId, executionId, decided);
                break;
            case HistoryEvent.EventTypeOneofCase.EventSent:
                hub.Tell(decided.EventSent.InstanceId, history => history.EventRaised = new()
                {
                    Name = decided.EventSent.Name,
                    Input = decided.EventSent.Input,
                });
                break;
            default:
                throw new NotSupportedException($"Nothing follows from {decided.EventTypeCase}.");
        }
    }

    private async Task RunActivityAsync(string instanceId, string executionId, HistoryEvent scheduled)
    {
        try
        {
            var result = await worker.RunAsync(
                scheduled.TaskScheduled.Name,
                function => InvocationOf(function, instanceId, scheduled.TaskScheduled.Input),
                stop);
            hub.Tell(
                instanceId,
                history => history.TaskCompleted = new()
                {
                    TaskScheduledId = scheduled.EventId,
                    Result = ActivityPayloads.FromWorker(result),
                },
                executionId);
        }
        catch (FunctionFailedException failed)
        {
            hub.Tell(
                instanceId,
                history => history.TaskFailed = new()
                {
                    TaskScheduledId = scheduled.EventId,
                    FailureDetails = FailureOf(failed),
                },
                executionId);
        }
    }

    private Invocation InvocationOf(WorkerFunction function, string instanceId, string? input)
    {
        var inputs = worker.InputsOf(function, (function.TriggerName, TypedValue.OfText("")));
        if (ActivityPayloads.ToWorker(input) is { } value)
            inputs[function.TriggerName] = value;
        else
            inputs.Remove(function.TriggerName);
        return new Invocation(function, inputs) { TriggerMetadata = MetadataOf(instanceId) };
    }

    private async Task FireAsync(string instanceId, string executionId, HistoryEvent created)
    {
        var wait = created.TimerCreated.FireAt.ToDateTimeOffset() - TimeProvider.System.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, TimeProvider.System, stop);
        hub.Tell(
            instanceId,
            history => history.TimerFired = new()
            {
                TimerId = created.EventId,
                FireAt = created.TimerCreated.FireAt,
            },
            executionId);
    }

    private void StartChild(string parentId, string parentExecutionId, HistoryEvent created)
    {
        var child = created.SubOrchestrationInstanceCreated;
        hub.TryStart(
            new ExecutionStartedEvent
            {
                Name = child.Name,
                Version = child.Version,
                Input = child.Input,
                OrchestrationInstance = new() { InstanceId = child.InstanceId },
                ParentInstance = new()
                {
                    TaskScheduledId = created.EventId,
                    OrchestrationInstance = new() { InstanceId = parentId, ExecutionId = parentExecutionId },
                },
            },
            reuse: null);
    }

    private void TellParent(HubInstance instance)
    {
        if (!instance.IsCompleted || instance.Started.ParentInstance is not { } parent)
            return;
        hub.Tell(
            parent.OrchestrationInstance.InstanceId,
            history =>
            {
                if (instance.Status == OrchestrationStatus.Completed)
                {
                    history.SubOrchestrationInstanceCompleted = new()
                    {
                        TaskScheduledId = parent.TaskScheduledId,
                        Result = instance.Output,
                    };
                }
                else
                {
                    history.SubOrchestrationInstanceFailed = new()
                    {
                        TaskScheduledId = parent.TaskScheduledId,
                        FailureDetails = instance.Failure ?? new() { ErrorMessage = $"{instance.Status}" },
                    };
                }
            },
            parent.OrchestrationInstance.ExecutionId);
    }

    private static Dictionary<string, TypedValue> MetadataOf(string instanceId) =>
        new() { [InstanceIdKey] = TypedValue.OfText(instanceId) };

    /// <summary>The details that the worker's durable extension puts into the message, where it did.</summary>
    private static TaskFailureDetails FailureOf(FunctionFailedException failed)
    {
        try
        {
            return TaskFailureDetails.Parser.ParseJson(failed.Reason);
        }
        catch (InvalidProtocolBufferException)
        {
            return new TaskFailureDetails { ErrorType = failed.ExceptionType ?? "", ErrorMessage = failed.Reason };
        }
    }
}
