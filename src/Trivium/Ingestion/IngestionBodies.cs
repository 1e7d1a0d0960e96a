namespace Trivium.Ingestion;

/// <summary>Where an ingestion stands.</summary>
public sealed record IngestionBody
{
    /// <summary>The ingestion's id: the instance id of its first run.</summary>
    public required string Id { get; init; }

    /// <summary>The document it writes or removes.</summary>
    public required string DocumentId { get; init; }

    /// <summary>
    /// <c>Pending</c>, <c>Running</c>, <c>Suspended</c>, <c>Completed</c>, <c>Failed</c> or <c>Terminated</c>.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>
    /// <c>accepted</c>, <c>parse</c>, <c>embed</c>, <c>project</c>, <c>commit</c>, <c>delete</c> or <c>done</c>.
    /// </summary>
    public required string Stage { get; init; }

    /// <summary>How far it has come.</summary>
    public required IngestionProgress Progress { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it failed, else null.</summary>
    public IngestionFailure? Error { get; init; }

    /// <summary>What it used, once it is completed.</summary>
    public Receipt? Receipt { get; init; }

    internal static IngestionBody Of(IngestionItem item) => new()
    {
        Id = item.Id,
        DocumentId = item.DocumentId,
        Status = item.ShownStatus.ToString(),
        Stage = item.Stage,
        Progress = new(item.Slices.Values.Sum(), item.Total, "items"),
        CreatedAt = item.CreatedAt,
        UpdatedAt = item.UpdatedAt,
        Error = item.Error is { } error
            ? new(error.Stage, error.Code, error.Message, error.Attempt, error.Retryable)
            : null,
        Receipt = item.Receipt,
    };
}

/// <summary>How far an ingestion has come.</summary>
/// <param name="Done">Items written.</param>
/// <param name="Total">Items in all; 0 while unknown.</param>
/// <param name="Unit">What is counted: <c>items</c>, which are sections, chunks and rows.</param>
public sealed record IngestionProgress(int Done, int Total, string Unit);

/// <summary>Why an ingestion failed.</summary>
/// <param name="Stage">In which stage.</param>
/// <param name="Code">The error code, as in problem responses.</param>
/// <param name="Message">What was wrong and what to do.</param>
/// <param name="Attempt">Which attempt was the last.</param>
/// <param name="Retryable">True where sending the document again unchanged may succeed.</param>
public sealed record IngestionFailure(string Stage, string Code, string Message, int Attempt, bool Retryable);

/// <summary>A page of ingestions, the newest first.</summary>
/// <param name="Ingestions">The ingestions.</param>
/// <param name="Continuation">Asks for the next page; null: this is the last.</param>
public sealed record IngestionListBody(IReadOnlyList<IngestionBody> Ingestions, string? Continuation);
