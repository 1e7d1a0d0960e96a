namespace Trivium.Documents.Batches;

/// <summary>What became of one line of a batch.</summary>
public sealed record BatchLineBody
{
    /// <summary>The line's number in the request, from 1; empty lines count and are not answered.</summary>
    public required int Line { get; init; }

    /// <summary>The HTTP status that the line would have had as a request of its own.</summary>
    public required int Status { get; init; }

    /// <summary>The document, where it was accepted.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The ingestion, where it was accepted.</summary>
    public string? Id { get; init; }

    /// <summary>True where the document was there already.</summary>
    public bool? Unchanged { get; init; }

    /// <summary>Why it was not accepted.</summary>
    public BatchLineError? Error { get; init; }
}

/// <summary>Why a line was not accepted.</summary>
/// <param name="Code">The error code, as in problem responses.</param>
/// <param name="Message">What was wrong and what to do.</param>
/// <param name="Errors">The faulty fields, where the line could be read.</param>
public sealed record BatchLineError(string Code, string Message, IReadOnlyDictionary<string, string[]>? Errors);
