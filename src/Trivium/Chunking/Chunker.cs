using Trivium.Extraction;

namespace Trivium.Chunking;

/// <summary>
/// Splits an extracted document into chunks. The same document and options always give the same chunks.
/// </summary>
public static class Chunker
{
    /// <summary>Changes whenever the same document may give other chunks.</summary>
    public const string Version = "1";

    /// <summary>
    /// First the sections in reading order, split at the ends of paragraphs, else sentences, else words; never within a
    /// grapheme cluster. Then the tables that are in no section.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is not positive, or the overlap is more than a quarter
    /// of a chunk.</exception>
    public static IReadOnlyList<Chunk> Chunk(ExtractedDocument document, ChunkingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WidthMax, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.OverlapWidthMax, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.OverlapWidthMax, options.WidthMax / 4, nameof(options));
        var chunks = new List<Chunk>();
        foreach (var section in document.Sections)
        {
            foreach (var (start, length) in SectionChunks.Of(section.Text, options))
                chunks.Add(new Chunk(
                    chunks.Count,
                    section.Text.Substring(start, length),
                    section.HeadingPath,
                    section.Index,
                    start,
                    length));
        }

        foreach (var table in document.Tables.Where(table => table.SectionIndex is null))
        {
            foreach (var (text, start, length) in TableChunks.Of(table, options))
                chunks.Add(new Chunk(chunks.Count, text, [table.Name], null, start, length));
        }

        return chunks;
    }
}
