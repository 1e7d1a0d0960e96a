using Trivium.Extraction;

namespace Trivium.Chunking;

/// <summary>Fills chunks with the pieces of one section.</summary>
/// <param name="pieces">The section's pieces.</param>
/// <param name="unitsMax">What no chunk exceeds.</param>
/// <param name="options">The target and the overlap.</param>
internal sealed class SectionChunks(List<Piece> pieces, long unitsMax, ChunkingOptions options)
{
    /// <summary>Half: from there on a chunk may end where a block or an item does, though more would fit.</summary>
    private const int FullEnoughDivisor = 2;

    /// <summary>A quarter: a last chunk that is smaller is added to the one before, where that does not exceed the maximum.</summary>
    private const int RestDivisor = 4;

    private readonly long target = Math.Min(unitsMax, (long)options.TargetTokens * TokenEstimate.UnitsPerToken);
    private readonly long overlap = (long)options.OverlapTokens * TokenEstimate.UnitsPerToken;

    /// <summary>The ranges of the section's text that become chunks, each trimmed, none empty.</summary>
    /// <param name="section">The section.</param>
    /// <param name="unitsMax">What is left of the maximum beside the headings.</param>
    /// <param name="options">The target and the overlap.</param>
    public static IEnumerable<(int Start, int Length)> Of(Section section, long unitsMax, ChunkingOptions options)
    {
        var chunks = new SectionChunks(SectionPieces.Of(section, unitsMax), unitsMax, options);
        return chunks.Ranges(section.Text);
    }

    private IEnumerable<(int Start, int Length)> Ranges(string text)
    {
        for (int first = 0, next = 0; first < pieces.Count;)
        {
            next = FillEnd(first, next);
            var (start, end) = Trim(text, pieces[first], pieces[next - 1].End);
            if (end > start)
                yield return (start, end - start);
            if (next == pieces.Count)
                yield break;
            first = OverlapStart(first, next);
        }
    }

    /// <summary>The indent of a first line of code is a part of it.</summary>
    private static (int Start, int End) Trim(string text, Piece first, int end)
    {
        var start = first.Start;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        var position = SentenceEnds.SkipWhiteSpace(text, start, end);
        while (first.Kind == BlockKind.Code && position > start && text[position - 1] is ' ' or '\t')
            position--;
        return (Math.Max(position, start), end);
    }

    /// <summary>
    /// Behind the last piece of the chunk: where the strongest break is between half and all of the target, else as near to
    /// the target as possible. A group is not cut.
    /// </summary>
    /// <param name="first">The first piece.</param>
    /// <param name="fresh">The first one that the chunk before does not have.</param>
    private int FillEnd(int first, int fresh)
    {
        long units = 0;
        var (best, bestUnits, i) = (-1, 0L, first);
        for (; i < pieces.Count; i++)
        {
            var filled = units + pieces[i].TrimmedUnits;
            if (filled > unitsMax && i > first)
                break;
            units += pieces[i].Units;
            if (IsInGroup(i) || i < fresh)
                continue;
            if (best < 0 || IsBetter(i, filled, best, bestUnits))
                (best, bestUnits) = (i, filled);
        }

        if (i == pieces.Count && (units <= target || units - bestUnits < target / RestDivisor))
            return i;
        return best < 0 ? i : best + 1;
    }

    private bool IsInGroup(int i) => i + 1 < pieces.Count && pieces[i].Group >= 0 && pieces[i].Group == pieces[i + 1].Group;

    private bool IsBetter(int i, long filled, int best, long bestUnits)
    {
        var (isGood, wasGood) = (IsFullEnough(filled), IsFullEnough(bestUnits));
        if (isGood && wasGood)
            return pieces[i].Break >= pieces[best].Break;
        return isGood || (!wasGood && Math.Abs(filled - target) < Math.Abs(bestUnits - target));
    }

    private bool IsFullEnough(long filled) => filled >= target / FullEnoughDivisor && filled <= target;

    /// <summary>
    /// The first piece of the next chunk: behind <paramref name="next"/> by as many sentences as the overlap holds.
    /// </summary>
    private int OverlapStart(int first, int next)
    {
        var start = next;

        // The overlap must leave room for something new, or the same chunk would come again.
        var room = Math.Min(overlap, unitsMax - NextUnits(next));
        for (long units = 0; start - 1 > first && pieces[start - 1].Kind == BlockKind.Paragraph; start--)
        {
            units += pieces[start - 1].Units;
            if (units > room)
                break;
        }

        return start;
    }

    /// <summary>The piece, or the whole group it begins.</summary>
    private long NextUnits(int next)
    {
        long units = 0;
        var i = next;
        for (; IsInGroup(i); i++)
            units += pieces[i].Units;
        return units + pieces[i].TrimmedUnits;
    }
}
