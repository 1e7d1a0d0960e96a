namespace Trivium.Extraction;

/// <summary>A part of a section's text that is more than running text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">UTF-16 offset into the section's text.</param>
/// <param name="Length">In UTF-16 units.</param>
public readonly record struct SectionBlock(BlockKind Kind, int Start, int Length)
{
    /// <summary>Where it ends: the offset of what follows.</summary>
    public int End => Start + Length;
}

/// <summary>What a part of a section's text is.</summary>
public enum BlockKind
{
    /// <summary>Running text: what no block says is of this kind.</summary>
    Paragraph,

    /// <summary>Source code, or other text whose lines are meant as they are.</summary>
    Code,

    /// <summary>The rows of a table, a line of "column: value" each.</summary>
    Table,

    /// <summary>An item of a list; the items of one list follow each other.</summary>
    ListItem,
}
