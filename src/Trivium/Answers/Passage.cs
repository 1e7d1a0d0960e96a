using Trivium.Search;

namespace Trivium.Answers;

/// <summary>Something an answer may rest on, with its number.</summary>
/// <param name="Number">From 1, in the order of relevance.</param>
/// <param name="Text">What it says.</param>
/// <param name="Hit">The chunk it is; null: rows of a table.</param>
internal sealed record Passage(int Number, string Text, SearchHit? Hit)
{
    /// <summary>What stands above the text, outermost first.</summary>
    public IReadOnlyList<string> Headings => Hit?.Headings ?? [];

    /// <summary>The headings and, where they do not begin with it, the document's title.</summary>
    public IEnumerable<string> Above => Hit?.Title is { } title && title != Headings.FirstOrDefault() ? [title, .. Headings] : Headings;

    public static Passage Of(int number, SearchHit hit) => new(number, hit.Text, hit);

    public AskCitation Cite() => new()
    {
        Number = Number,
        DocumentId = Hit?.DocumentId,
        ChunkId = Hit?.ChunkId,
        ChunkIndex = Hit?.ChunkIndex,
        Generation = Hit?.Generation,
        Title = Hit?.Title,
        Source = Hit?.Source,
        Headings = Hit?.Headings,
        Text = Text,
    };
}
