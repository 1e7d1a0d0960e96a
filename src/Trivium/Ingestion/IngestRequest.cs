using System.Text.Json.Serialization;
using Trivium.Visibility;

namespace Trivium.Ingestion;

/// <summary>What an ingestion is started with: which accepted request it carries out.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Accepted">The number it was accepted under.</param>
/// <param name="Kind">A write or a delete.</param>
/// <param name="Run">0, or how often it was retried.</param>
/// <param name="Attempt">Which attempt at which call of an activity; null: the orchestration's own input.</param>
internal sealed record IngestRequest(
    string Tenant, string DocumentId, long Accepted, AcceptedKind Kind, int Run = 0, string? Attempt = null)
    : IStepInput<IngestRequest>
{
    public IngestRequest For(string attempt) => this with { Attempt = attempt };

    /// <summary>The id of its record, the same in every run.</summary>
    [JsonIgnore]
    public string IngestionId => IngestionIds.Ingestion(Tenant, DocumentId, Accepted);

    /// <summary>The orchestration instance of this run.</summary>
    [JsonIgnore]
    public string InstanceId => IngestionIds.Run(IngestionId, Run);
}
