namespace Trivium.Chunking;

/// <summary>A passage of a document: what is embedded, searched and cited.</summary>
/// <param name="Index">From 0, in reading order.</param>
/// <param name="Text">The passage. Of a section it is the section's text from Start on, exactly.</param>
/// <param name="Headings">The headings above it, outermost first; of a table outside any section, the table's
/// name. Of headings that would take more than half of the chunk, the innermost, and as much of it as fits.</param>
/// <param name="SectionIndex">The section it is of; null for rows of a table outside any section.</param>
/// <param name="Start">Where it begins: a UTF-16 offset into the section's text, or the index of the first row.</param>
/// <param name="Length">How much it covers: UTF-16 units of the section's text, or rows.</param>
public sealed record Chunk(
    int Index, string Text, IReadOnlyList<string> Headings, int? SectionIndex, int Start, int Length)
{
    /// <summary>How many model tokens the headings and the text come to, by estimate.</summary>
    public int Tokens => TokenEstimate.Of(ChunkIdentity.TextOf(this));
}
