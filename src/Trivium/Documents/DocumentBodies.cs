using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trivium.Chunking;
using Trivium.Documents.Fetching;
using Trivium.Express;
using Trivium.Ingestion;

namespace Trivium.Documents;

/// <summary>A document without its content.</summary>
public record DocumentSummary
{
    /// <summary>The document's id.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The title given, else the source's own, else its first heading.</summary>
    public string? Title { get; init; }

    /// <summary>Where it came from, as given.</summary>
    public string? Source { get; init; }

    /// <summary>Where it was fetched from; null where its content was sent.</summary>
    public DocumentOrigin? Origin { get; init; }

    /// <summary>The media type, as given.</summary>
    public required string ContentType { get; init; }

    /// <summary><c>en</c>, <c>ja</c> or <c>und</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The tags given, else the source's own.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Front matter, overlaid with the metadata given; a JSON object, or null.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>How long its chunks are; null where it was taken in before there was a choice.</summary>
    public ChunkSizes? Chunking { get; init; }

    /// <summary>The source's size in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The source's SHA-256, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many items it was turned into.</summary>
    public required DocumentCounts Counts { get; init; }

    /// <summary>Its version: ascending, and its ETag.</summary>
    public required long Generation { get; init; }

    /// <summary>When the id was first written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was accepted.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>How many items a document was turned into.</summary>
/// <param name="Sections">Headings with their texts.</param>
/// <param name="Chunks">Passages for search.</param>
/// <param name="Rows">Table rows, links and headings not counted.</param>
public sealed record DocumentCounts(int Sections, int Chunks, int Rows);

/// <summary>A document with what it was turned into, without its content.</summary>
public sealed record DocumentBody : DocumentSummary
{
    // What identifies a document comes first in its JSON, and what may be long comes last.
    private const int Last = 1;

    /// <summary>A document with these properties, and nothing made of it yet.</summary>
    [SetsRequiredMembers]
    public DocumentBody(DocumentSummary summary)
        : base(summary)
    {
        Sections = [];
        Tables = [];
    }

    /// <summary>Its sections in reading order, up to a thousand or a million characters.</summary>
    [JsonPropertyOrder(Last)]
    public IReadOnlyList<SectionBody> Sections { get; init; }

    /// <summary>Its tables.</summary>
    [JsonPropertyOrder(Last)]
    public IReadOnlyList<DocumentTable> Tables { get; init; }

    /// <summary>What its ingestion used; null when that is not known any more.</summary>
    [JsonPropertyOrder(Last)]
    public Receipt? Receipt { get; init; }
}

/// <summary>A heading and the text below it.</summary>
/// <param name="Index">From 0, in reading order.</param>
/// <param name="Level">0 for the text before the first heading, else 1 to 6.</param>
/// <param name="Heading">The heading; null at level 0.</param>
/// <param name="HeadingPath">The headings above it and its own, outermost first.</param>
/// <param name="Text">Its text.</param>
public sealed record SectionBody(int Index, int Level, string? Heading, IReadOnlyList<string> HeadingPath, string Text)
{
    /// <summary>What a link names after <c>#</c> to lead here, where a Markdown heading says so; else null.</summary>
    public string? Anchor { get; init; }
}

/// <summary>A table of a document.</summary>
/// <param name="Name">Its name in SQL.</param>
/// <param name="Columns">Its columns' names.</param>
/// <param name="Rows">How many rows it has in the document.</param>
public sealed record DocumentTable(string Name, IReadOnlyList<string> Columns, int Rows);

/// <summary>A page of documents, by id.</summary>
/// <param name="Documents">The documents.</param>
/// <param name="Continuation">Asks for the next page; null: this is the last.</param>
public sealed record DocumentListBody(IReadOnlyList<DocumentSummary> Documents, string? Continuation);

/// <summary>A chunk of a document.</summary>
/// <param name="ChunkId">Its id: the same in every version that has the same passage.</param>
/// <param name="ChunkIndex">From 0, in reading order.</param>
/// <param name="Text">The passage.</param>
/// <param name="Headings">The headings above it, outermost first.</param>
/// <param name="Generation">The document's version.</param>
public sealed record ChunkBody(string? ChunkId, int ChunkIndex, string Text, IReadOnlyList<string> Headings, long Generation);

/// <summary>A page of a document's chunks.</summary>
/// <param name="Chunks">The chunks.</param>
/// <param name="Continuation">Asks for the next page; null: this is the last.</param>
public sealed record ChunkListBody(IReadOnlyList<ChunkBody> Chunks, string? Continuation);

/// <summary>A row of a table of a document.</summary>
/// <param name="RowIndex">From 0, in the order of the source.</param>
/// <param name="Data">The columns by name; a gap is absent.</param>
public sealed record RowBody(int RowIndex, IReadOnlyDictionary<string, JsonElement> Data);

/// <summary>A page of a document's rows in one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Continuation">Asks for the next page; null: this is the last.</param>
public sealed record RowListBody(string Table, IReadOnlyList<RowBody> Rows, string? Continuation);

/// <summary>A write or delete was accepted.</summary>
/// <param name="Id">The ingestion that carries it out.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Unchanged">The document is, or is becoming, what was asked for already; nothing was started.</param>
/// <param name="Links">Where to look next.</param>
public sealed record AcceptedBody(string Id, string DocumentId, bool Unchanged, AcceptedLinks Links)
{
    /// <summary>For the operator, where the host serves it: the orchestration instance's status.</summary>
    public string? StatusQueryGetUri { get; init; }

    /// <summary>Raises an event at the instance; <c>{eventName}</c> is to be replaced.</summary>
    public string? SendEventPostUri { get; init; }

    /// <summary>Ends the instance; <c>{text}</c>, the reason, is to be replaced.</summary>
    public string? TerminatePostUri { get; init; }

    /// <summary>Removes the instance's history once it has ended.</summary>
    public string? PurgeHistoryDeleteUri { get; init; }

    /// <summary>Holds the instance; <c>{text}</c> is to be replaced.</summary>
    public string? SuspendPostUri { get; init; }

    /// <summary>Lets the instance go on; <c>{text}</c> is to be replaced.</summary>
    public string? ResumePostUri { get; init; }

    /// <summary>The same with where the operator watches and steers the instance.</summary>
    internal AcceptedBody With(OrchestrationManagementUris uris) => this with
    {
        StatusQueryGetUri = uris.StatusQueryGetUri,
        SendEventPostUri = uris.SendEventPostUri,
        TerminatePostUri = uris.TerminatePostUri,
        PurgeHistoryDeleteUri = uris.PurgeHistoryDeleteUri,
        SuspendPostUri = uris.SuspendPostUri,
        ResumePostUri = uris.ResumePostUri,
    };

    internal static AcceptedBody Of(string id, string documentId, bool unchanged) => new(id, documentId, unchanged, new(
        $"/v1/ingestions/{id}", $"/v1/ingestions/{id}/events", $"/v1/documents/{documentId}"));
}

/// <summary>Where to look next.</summary>
/// <param name="Self">The ingestion.</param>
/// <param name="Events">Its events.</param>
/// <param name="Document">The document.</param>
public sealed record AcceptedLinks(string Self, string Events, string Document);
