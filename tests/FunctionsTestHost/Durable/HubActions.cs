using Microsoft.DurableTask.Protobuf;

namespace Trivium.FunctionsTestHost;

/// <summary>What an orchestrator decided, as history.</summary>
internal static class HubActions
{
    /// <summary>The event of an action; null: it has none.</summary>
    public static HistoryEvent? ToEvent(OrchestratorAction action)
    {
        var history = TaskHub.Event(_ => { });
        history.EventId = action.Id;
        switch (action.OrchestratorActionTypeCase)
        {
            case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                history.TaskScheduled = new()
                {
                    Name = action.ScheduleTask.Name,
                    Version = action.ScheduleTask.Version,
                    Input = action.ScheduleTask.Input,
                };
                return history;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                history.TimerCreated = new() { FireAt = action.CreateTimer.FireAt };
                return history;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                history.SubOrchestrationInstanceCreated = new()
                {
                    InstanceId = action.CreateSubOrchestration.InstanceId,
                    Name = action.CreateSubOrchestration.Name,
                    Version = action.CreateSubOrchestration.Version,
                    Input = action.CreateSubOrchestration.Input,
                };
                return history;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                history.EventSent = new()
                {
                    InstanceId = action.SendEvent.Instance.InstanceId,
                    Name = action.SendEvent.Name,
                    Input = action.SendEvent.Data,
                };
                return history;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CompleteOrchestration:
                return null;
            default:
                throw new NotSupportedException($"The test host knows no {action.OrchestratorActionTypeCase}.");
        }
    }

    /// <summary>Ends an instance, or begins it anew with another input and an empty history.</summary>
    public static void Complete(HubInstance instance, CompleteOrchestrationAction end)
    {
        if (end.OrchestrationStatus != OrchestrationStatus.ContinuedAsNew)
        {
            instance.Status = end.OrchestrationStatus;
            instance.Output = end.Result;
            instance.Failure = end.FailureDetails;
            return;
        }

        instance.ExecutionId = Guid.NewGuid().ToString("N");
        var started = instance.Started.Clone();
        started.Input = end.Result;
        started.Version = end.NewVersion ?? started.Version;
        started.OrchestrationInstance.ExecutionId = instance.ExecutionId;
        instance.Started = started;
        instance.History.Clear();
        instance.Inbox.InsertRange(
            0, [TaskHub.Event(history => history.ExecutionStarted = started), .. end.CarryoverEvents]);
    }
}
