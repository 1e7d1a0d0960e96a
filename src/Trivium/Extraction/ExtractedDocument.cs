using System.Text.Json;

namespace Trivium.Extraction;

/// <summary>
/// What text extraction found in one source. Pure data: the same bytes and hints always give the same value.
/// </summary>
public sealed record ExtractedDocument
{
    /// <summary>
    /// The given title, else the front matter's or page's, else the first heading (of source code, the file's name);
    /// null when there is none.
    /// </summary>
    public string? Title { get; init; }

    /// <summary>
    /// BCP 47 primary language: <c>en</c>, <c>ja</c>, or <c>und</c> where it is neither or there is no text.
    /// </summary>
    public required string Language { get; init; }

    /// <summary>
    /// Tags of the front matter or the page's keywords; trimmed, distinct, in the order of the source.
    /// </summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// The front matter as it was written, by key; of a page what it says of itself (author, published, modified,
    /// description, site, canonical); of source code <c>programmingLanguage</c>. Empty where the format has none.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Metadata { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The text in reading order. Empty for a source that is nothing but tables.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];

    /// <summary>The tables in the order of the source. Names are distinct within a document.</summary>
    public IReadOnlyList<ExtractedTable> Tables { get; init; } = [];

    /// <summary>The links in the order of the source.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];
}

/// <summary>A heading and the text below it up to the next heading of any level.</summary>
/// <param name="Index">From 0, in reading order.</param>
/// <param name="Level">0 for the text before the first heading, else 1 to 6.</param>
/// <param name="Heading">The heading's text; null at level 0.</param>
/// <param name="HeadingPath">The headings above it and its own, outermost first.</param>
/// <param name="Text">Plain text: blocks are separated by an empty line, table rows are lines of "column:
/// value".</param>
public sealed record Section(
    int Index, int Level, string? Heading, IReadOnlyList<string> HeadingPath, string Text)
{
    /// <summary>
    /// What a link names after <c>#</c> to lead here, where a Markdown heading says so (<c>{#anchor}</c>); else null.
    /// </summary>
    public string? Anchor { get; init; }

    /// <summary>The code, tables and list items in the text, in its order; what is between them is running text.</summary>
    public IReadOnlyList<SectionBlock> Blocks { get; init; } = [];
}

/// <summary>A link that leads somewhere: no fragments, no scripts.</summary>
/// <param name="Text">What is shown; may be empty.</param>
/// <param name="Url">As written in the source, possibly relative.</param>
/// <param name="SectionIndex">The section it stands in.</param>
public sealed record Link(string Text, string Url, int SectionIndex);
