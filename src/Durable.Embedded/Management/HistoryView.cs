using System.Text.Json.Nodes;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>
/// A history as the management API shows it: an answer stands for its call and says when that was made; a call without
/// an answer yet is shown itself. Turns are only the times of what happened in them.
/// </summary>
internal sealed class HistoryView(OrchestrationMetadata instance, bool showInput, bool showOutput)
{
    private readonly List<JsonObject> _events = [];
    private readonly Dictionary<int, JsonObject> _calls = [];
    private DateTimeOffset _now = instance.CreatedAt;

    /// <summary>The events of a history, in order.</summary>
    public JsonArray Of(IReadOnlyList<string> history)
    {
        foreach (string json in history) Take(HistoryJson.Read(json));
        return [.. _events];
    }

    private void Take(HistoryEvent read)
    {
        switch (read)
        {
            case TurnStarted turn:
                _now = turn.At;
                break;
            case CommandEvent command:
                Take(command);
                break;
            case ClosingEvent closing:
                Take(closing);
                break;
            case IncomingEvent incoming:
                Take(incoming);
                break;
            default:
                throw new InvalidOperationException($"An unknown kind of history event: {read.GetType().Name}.");
        }
    }

    private void Take(CommandEvent command)
    {
        switch (command)
        {
            case ActivityScheduled call:
                Call(call, "TaskScheduled", ("FunctionName", call.Name), ("Input", Input(call.Input)));
                break;
            case ChildStarted child:
                Call(
                    child,
                    "SubOrchestrationInstanceCreated",
                    ("FunctionName", child.Name),
                    ("InstanceId", child.InstanceId),
                    ("Input", Input(child.Input)));
                break;
            case TimerCreated timer:
                Call(timer, "TimerCreated", ("FireAt", timer.FireAt.UtcDateTime));
                break;
            case TimerCancelled cancelled:
                if (_calls.Remove(cancelled.Sequence, out JsonObject? timerCall)) _events.Remove(timerCall);
                break;
            case EventSent sent:
                Add("EventSent", ("InstanceId", sent.InstanceId), ("Name", sent.Name), ("Input", Input(sent.Payload)));
                break;
            default:
                throw new InvalidOperationException($"An unknown command event: {command.GetType().Name}.");
        }
    }

    private void Take(IncomingEvent incoming)
    {
        switch (incoming)
        {
            case ExecutionStarted started:
                Add("ExecutionStarted", ("FunctionName", started.Name), ("Input", Input(started.Input)));
                break;
            case ActivityCompleted done:
                Answer(done.Sequence, "TaskCompleted", ("Result", Output(done.Output)));
                break;
            case ActivityFailed failed:
                Answer(failed.Sequence, "TaskFailed", Reason(failed.Failure));
                break;
            case ChildCompleted done:
                Answer(done.Sequence, "SubOrchestrationInstanceCompleted", ("Result", Output(done.Output)));
                break;
            case ChildFailed failed:
                Answer(failed.Sequence, "SubOrchestrationInstanceFailed", Reason(failed.Failure));
                break;
            case TimerFired fired:
                Answer(fired.Sequence, "TimerFired");
                break;
            case EventRaised raised:
                Add("EventRaised", ("Name", raised.Name), ("Input", Input(raised.Payload)));
                break;
            case ExecutionSuspended suspended:
                Add("ExecutionSuspended", ("Reason", suspended.Reason));
                break;
            case ExecutionResumed resumed:
                Add("ExecutionResumed", ("Reason", resumed.Reason));
                break;
            case ExecutionTerminated terminated:
                Add("ExecutionTerminated", ("Result", Output(terminated.Output)));
                break;
            default:
                throw new InvalidOperationException($"An unknown incoming event: {incoming.GetType().Name}.");
        }
    }

    private void Take(ClosingEvent closing)
    {
        switch (closing)
        {
            case ExecutionCompleted completed:
                Add("ExecutionCompleted", ("OrchestrationStatus", "Completed"), ("Result", Output(completed.Output)));
                break;
            case ExecutionFailed failed:
                Add("ExecutionCompleted", ("OrchestrationStatus", "Failed"), Reason(failed.Failure));
                break;
            default:
                throw new InvalidOperationException($"An unknown closing event: {closing.GetType().Name}.");
        }
    }

    private JsonNode? Input(string? json) => showInput ? InstancePayload.Node(json) : null;

    private JsonNode? Output(string? json) => showOutput ? InstancePayload.Node(json) : null;

    private static (string Name, JsonNode? Value) Reason(TaskFailureDetails failure) =>
        ("Reason", failure.ErrorMessage);

    private void Call(CommandEvent command, string type, params ReadOnlySpan<(string Name, JsonNode? Value)> fields) =>
        _calls[command.Sequence] = Add(type, fields);

    /// <summary>Puts an answer in the place of its call's, at the end.</summary>
    private void Answer(int sequence, string type, params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        JsonObject answer = Add(type, fields);
        if (!_calls.Remove(sequence, out JsonObject? call)) return;

        _events.Remove(call);
        answer["ScheduledTime"] = call["Timestamp"]?.DeepClone();
        foreach (string name in (string[])["FunctionName", "InstanceId", "FireAt"])
        {
            if (call[name] is { } value) answer[name] = value.DeepClone();
        }
    }

    private JsonObject Add(string type, params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        var added = new JsonObject { ["EventType"] = type, ["Timestamp"] = _now.UtcDateTime };
        foreach ((string name, JsonNode? value) in fields)
        {
            if (value is not null) added[name] = value;
        }

        _events.Add(added);
        return added;
    }
}
