using System.Collections.Frozen;
using System.Text.Json;
using DurableMetadata = Microsoft.DurableTask.Client.OrchestrationMetadata;
using DurableStatus = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace Trivium.Express.Functions;

/// <summary>States of instances, from and to Durable Functions.</summary>
internal static class InstanceStates
{
    private static readonly FrozenDictionary<OrchestrationRuntimeStatus, DurableStatus> _statuses =
        new Dictionary<OrchestrationRuntimeStatus, DurableStatus>
        {
            [OrchestrationRuntimeStatus.Pending] = DurableStatus.Pending,
            [OrchestrationRuntimeStatus.Running] = DurableStatus.Running,
            [OrchestrationRuntimeStatus.Suspended] = DurableStatus.Suspended,
            [OrchestrationRuntimeStatus.Completed] = DurableStatus.Completed,
            [OrchestrationRuntimeStatus.Failed] = DurableStatus.Failed,
            [OrchestrationRuntimeStatus.Terminated] = DurableStatus.Terminated,
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<DurableStatus, OrchestrationRuntimeStatus> _back =
        _statuses.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static DurableStatus ToDurable(OrchestrationRuntimeStatus status) => _statuses[status];

    // The library has two more that nothing sets any longer; an instance that continues as new is running.
    public static OrchestrationRuntimeStatus From(DurableStatus status) =>
        _back.TryGetValue(status, out var known) ? known : OrchestrationRuntimeStatus.Running;

    public static OrchestrationMetadata From(DurableMetadata instance, bool withInputsAndOutputs)
    {
        var status = From(instance.RuntimeStatus);
        return new OrchestrationMetadata(instance.Name, instance.InstanceId, status, instance.CreatedAt, instance.LastUpdatedAt)
        {
            SerializedInput = withInputsAndOutputs ? instance.SerializedInput : null,
            SerializedOutput = withInputsAndOutputs ? instance.SerializedOutput : null,
            SerializedCustomStatus = instance.SerializedCustomStatus,
            FailureDetails = status == OrchestrationRuntimeStatus.Failed ? FailureOf(instance) : null,
        };
    }

    /// <summary>
    /// Why an instance failed. Storage providers that keep no failure details keep the message as the output; the type
    /// is unknown then.
    /// </summary>
    private static TaskFailureDetails? FailureOf(DurableMetadata instance) =>
        instance.FailureDetails is { } details ? Failures.From(details)
        : instance.SerializedOutput is { Length: > 0 } output ? new TaskFailureDetails("(unknown)", Text(output))
        : null;

    /// <summary>The text itself, or what it says where it is a JSON string.</summary>
    private static string Text(string output)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(output) ?? output;
        }
        catch (JsonException)
        {
            return output;
        }
    }
}
