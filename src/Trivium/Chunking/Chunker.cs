using Trivium.Extraction;

namespace Trivium.Chunking;

/// <summary>
/// Splits an extracted document into chunks. The same document and options always give the same chunks.
/// </summary>
public static class Chunker
{
    /// <summary>Changes whenever the same document may give other chunks.</summary>
    public const string Version = "2";

    /// <summary>
    /// First the sections in reading order, cut where the text's own structure has an end: a block of code, a table, a list
    /// and a sentence stay whole where the maximum allows it; never within a grapheme cluster. Then the tables that are in
    /// no section. No chunk has more than <see cref="ChunkingOptions.MaxTokens"/>, headings included.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The options are outside <see cref="ChunkingLimits"/>.</exception>
    public static IReadOnlyList<Chunk> Chunk(ExtractedDocument document, ChunkingOptions options)
    {
        ChunkingLimits.ThrowIfOutside(options);
        var chunks = new List<Chunk>();
        foreach (var section in document.Sections)
        {
            var (headings, unitsMax) = ChunkHeadings.Fit(section.HeadingPath, options.MaxTokens);
            foreach (var (start, length) in SectionChunks.Of(section, unitsMax, options))
                chunks.Add(new Chunk(
                    chunks.Count,
                    section.Text.Substring(start, length),
                    headings,
                    section.Index,
                    start,
                    length));
        }

        foreach (var table in document.Tables.Where(table => table.SectionIndex is null))
        {
            var (headings, unitsMax) = ChunkHeadings.Fit([table.Name], options.MaxTokens);
            foreach (var (text, start, length) in TableChunks.Of(table, unitsMax, options))
                chunks.Add(new Chunk(chunks.Count, text, headings, null, start, length));
        }

        return chunks;
    }
}
