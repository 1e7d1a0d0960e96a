using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Stored state as clients see it.</summary>
internal static class InstanceMetadata
{
    /// <summary>The metadata of an instance; its input is in its first event.</summary>
    public static OrchestrationMetadata Of(InstanceRecord record, IStoreReader reader, bool withPayloads) => new(
        record.Name, record.InstanceId, record.Status, record.CreatedAt, record.UpdatedAt)
    {
        SerializedInput = withPayloads && reader.FirstEvent(record.InstanceId) is { } json
            ? (HistoryJson.Read(json) as ExecutionStarted)?.Input
            : null,
        SerializedOutput = withPayloads ? record.Output : null,
        SerializedCustomStatus = record.CustomStatus,
        FailureDetails = record.Failure,
    };
}
