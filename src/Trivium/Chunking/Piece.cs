using Trivium.Extraction;

namespace Trivium.Chunking;

/// <summary>A part of a section's text that is not split further, up to where the next begins.</summary>
/// <param name="Start">UTF-16 offset.</param>
/// <param name="End">Where the next begins: the white space between is this one's.</param>
/// <param name="Units">See <see cref="TokenEstimate"/>; with the white space after it.</param>
/// <param name="TrimmedUnits">The same without: what it takes at the end of a chunk.</param>
/// <param name="Break">What ends with it.</param>
/// <param name="Kind">What it is a part of.</param>
/// <param name="Group">Parts that stay in one chunk have the same number; -1: it is in no group.</param>
internal readonly record struct Piece(
    int Start, int End, long Units, long TrimmedUnits, BreakKind Break, BlockKind Kind, int Group);

/// <summary>Where a text may be cut, the worst place first.</summary>
internal enum BreakKind
{
    /// <summary>Within a sentence, a line of code or a cell that is longer than a chunk.</summary>
    Forced,

    /// <summary>After a sentence or a cell.</summary>
    Sentence,

    /// <summary>After a line.</summary>
    Line,

    /// <summary>After an item of a list, a row of a table, the lines of code before an empty one.</summary>
    Item,

    /// <summary>After a paragraph, a list, a table, a block of code.</summary>
    Block,
}
