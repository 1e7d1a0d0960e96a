using System.Text.Json.Serialization;
using Trivium.Express;

namespace Trivium.Ingestion;

/// <summary>
/// The record of one ingestion (a write or a delete), in container <c>operations</c>, kind <c>ingestion</c>, id = the
/// instance id. What users ask about lives here, not in the engine, whose history may be purged.
/// </summary>
internal sealed record IngestionItem
{
    public const string ItemKind = "ingestion";

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public string Kind { get; init; } = ItemKind;

    public required string DocumentId { get; init; }

    public required IngestionStatus Status { get; init; }

    /// <summary>One of <see cref="IngestionStages"/>.</summary>
    public required string Stage { get; init; }

    /// <summary>Items to write (sections, chunks and rows); 0 while unknown.</summary>
    public int Total { get; init; }

    /// <summary>
    /// Items written, by slice, of which there are some hundreds at most: setting a number twice counts it once.
    /// </summary>
    public IReadOnlyDictionary<string, int> Slices { get; init; } = new Dictionary<string, int>();

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public IngestionError? Error { get; init; }

    public Receipt? Receipt { get; init; }

    /// <summary>Attempts begun per activity: counted where they begin, because engines do not tell.</summary>
    public IReadOnlyDictionary<string, int> Attempts { get; init; } = new Dictionary<string, int>();

    /// <summary>How often each attempt at a call was delivered: more than once where a process died of it or beside it.</summary>
    public IReadOnlyDictionary<string, int> Deliveries { get; init; } = new Dictionary<string, int>();

    /// <summary>Which run this is: 0, or how often it was retried.</summary>
    public int Run { get; init; }

    /// <summary>It is held. Beside the status, because activities that already run go on to set that.</summary>
    public bool Suspended { get; init; }

    /// <summary>What the successful calls of the runs before this one used.</summary>
    public IReadOnlyList<ActivityUsage> Spent { get; init; } = [];

    /// <summary>The status as it is shown.</summary>
    [JsonIgnore]
    public IngestionStatus ShownStatus => Suspended && !HasEnded ? IngestionStatus.Suspended : Status;

    /// <summary>The orchestration instance of this run.</summary>
    [JsonIgnore]
    public string InstanceId => IngestionIds.Run(Id, Run);

    /// <summary>True unless it is retried: nothing of it changes by itself.</summary>
    [JsonIgnore]
    public bool HasEnded => Status is IngestionStatus.Completed or IngestionStatus.Failed or IngestionStatus.Terminated;

    /// <summary>As it is when its instance ended without ending it.</summary>
    public IngestionItem EndedFromOutside(OrchestrationRuntimeStatus status) => this with
    {
        Status = status == OrchestrationRuntimeStatus.Terminated ? IngestionStatus.Terminated : IngestionStatus.Failed,
        Error = new(
            Stage, "unavailable", "The ingestion was ended from outside. Send the document again.", 1, Retryable: true),
    };

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }
}

/// <summary>Where an ingestion stands, in the words of orchestration statuses.</summary>
internal enum IngestionStatus
{
    Pending,
    Running,
    Suspended,
    Completed,
    Failed,
    Terminated,
}

/// <summary>Why an ingestion failed.</summary>
/// <param name="Stage">In which stage.</param>
/// <param name="Code">The error code's word.</param>
/// <param name="Message">What was wrong and what to do.</param>
/// <param name="Attempt">Which attempt was the last.</param>
/// <param name="Retryable">True where trying again unchanged may succeed.</param>
internal sealed record IngestionError(string Stage, string Code, string Message, int Attempt, bool Retryable);
