using Trivium.Answers;
using Trivium.Search;

namespace Trivium.Tests.Answers;

/// <summary>Passages for tests.</summary>
internal static class Passages
{
    public static IReadOnlyList<Passage> Of(params string[] texts) =>
        [.. texts.Select((text, index) => Passage.Of(index + 1, Hit(text, $"doc-{index + 1}")))];

    public static SearchHit Hit(string text, string documentId, params string[] headings) => new()
    {
        DocumentId = documentId,
        ChunkId = $"{documentId}-chunk",
        ChunkIndex = 0,
        Score = 1,
        Text = text,
        Highlights = [],
        Headings = headings,
        Generation = 1,
    };
}
