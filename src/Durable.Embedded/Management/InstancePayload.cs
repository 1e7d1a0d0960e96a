using System.Text.Json.Nodes;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>An instance as the management API shows it.</summary>
/// <param name="Name">The orchestration's name.</param>
/// <param name="InstanceId">The instance id.</param>
/// <param name="RuntimeStatus">Where it stands.</param>
/// <param name="Input">Its input; null when not asked for.</param>
/// <param name="CustomStatus">Its custom status, or null.</param>
/// <param name="Output">Its output, or why it failed; null while it goes on.</param>
/// <param name="CreatedTime">When it was started; UTC, to the second.</param>
/// <param name="LastUpdatedTime">When it last changed.</param>
/// <param name="HistoryEvents">Its history; null when not asked for.</param>
internal sealed record InstancePayload(
    string Name,
    string InstanceId,
    string RuntimeStatus,
    JsonNode? Input,
    JsonNode? CustomStatus,
    JsonNode? Output,
    string CreatedTime,
    string LastUpdatedTime,
    JsonArray? HistoryEvents)
{
    /// <summary>The payload of an instance.</summary>
    public static InstancePayload Of(
        OrchestrationMetadata instance, bool showInput, JsonArray? history = null) => new(
        instance.Name,
        instance.InstanceId,
        instance.RuntimeStatus.ToString(),
        showInput ? Node(instance.SerializedInput) : null,
        Node(instance.SerializedCustomStatus),
        Node(instance.SerializedOutput) ?? instance.FailureDetails?.ErrorMessage,
        ManagementAnswers.Seconds(instance.CreatedAt),
        ManagementAnswers.Seconds(instance.LastUpdatedAt),
        history);

    /// <summary>Stored JSON as part of an answer.</summary>
    public static JsonNode? Node(string? json) => json is null ? null : JsonNode.Parse(json);
}
