using Trivium.Chunking;
using Trivium.Documents;

namespace Trivium.Ingestion;

/// <summary>What activities need to read a source: where it is and how to take it. No content.</summary>
internal sealed record SourceReference(
    string SourceId, int Parts, long SizeBytes, string ContentType, string? Title, string? Source, ChunkSizes? Chunking)
{
    public static SourceReference Of(SourceDescription description) => new(
        description.SourceId,
        description.Parts,
        description.SizeBytes,
        description.ContentType,
        description.Title,
        description.Source,
        description.Chunking);
}
