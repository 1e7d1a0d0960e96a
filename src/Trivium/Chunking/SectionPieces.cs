using System.Globalization;
using Trivium.Extraction;

namespace Trivium.Chunking;

/// <summary>
/// Splits the text of a section at the ends of its blocks and, within them, of sentences, lines, rows, items; what is still
/// larger than a chunk at blanks, else between grapheme clusters. Together the pieces are the text, without a gap.
/// </summary>
internal sealed class SectionPieces
{
    /// <summary>256 UTF-16 units: a longer "cluster" is an attack on whoever has to keep it whole; it is cut.</summary>
    private const int ClusterLengthMax = 256;

    private readonly List<Piece> pieces = [];
    private readonly Section section;
    private readonly string text;
    private readonly long unitsMax;
    private int groups;

    private SectionPieces(Section section, long unitsMax) =>
        (this.section, text, this.unitsMax) = (section, section.Text, unitsMax);

    /// <summary>The pieces, none heavier than <paramref name="unitsMax"/> without the white space after it.</summary>
    public static List<Piece> Of(Section section, long unitsMax)
    {
        var split = new SectionPieces(section, unitsMax);
        split.Add();
        return split.pieces;
    }

    private void Add()
    {
        var position = 0;
        var blocks = section.Blocks;
        for (var i = 0; i < blocks.Count;)
        {
            AddProse(position, blocks[i].Start);
            var last = i;
            while (last + 1 < blocks.Count && AreOneList(blocks[last], blocks[last + 1]))
                last++;
            position = SentenceEnds.SkipWhiteSpace(text, blocks[last].End, text.Length);

            // What is indented after a block of code or a list is indented still.
            while (position > blocks[last].End && text[position - 1] is ' ' or '\t')
                position--;
            AddBlocks(i, last, position);
            i = last + 1;
        }

        AddProse(position, text.Length);
    }

    private bool AreOneList(SectionBlock block, SectionBlock next) =>
        block.Kind == BlockKind.ListItem && next.Kind == BlockKind.ListItem
        && text.AsSpan(block.End, next.Start - block.End) is "\n";

    private void AddProse(int start, int end)
    {
        while (start < end)
        {
            var next = SentenceEnds.Next(text, start, end);
            AddPieces(start, next, BreakAfter(start, next, BlockKind.Paragraph), BlockKind.Paragraph, -1);
            start = next;
        }
    }

    /// <summary>Adds a block, or the items of a list, as one group where it fits into a chunk.</summary>
    private void AddBlocks(int first, int last, int end)
    {
        var (kind, start) = (section.Blocks[first].Kind, section.Blocks[first].Start);
        var whole = Fits(start, end) ? groups++ : -1;
        for (var i = first; i <= last; i++)
        {
            var partEnd = i == last ? end : section.Blocks[i + 1].Start;
            for (var from = section.Blocks[i].Start; from < partEnd;)
            {
                var to = kind == BlockKind.ListItem ? partEnd : LineEnd(from, partEnd);
                var group = whole >= 0 ? whole : kind != BlockKind.Code && Fits(from, to) ? groups++ : -1;
                AddPart(from, to, to == end, kind, group);
                from = to;
            }
        }
    }

    /// <summary>Adds an item, a row or a line of code.</summary>
    private void AddPart(int start, int end, bool isLast, BlockKind kind, int group)
    {
        while (start < end)
        {
            var next = kind switch
            {
                BlockKind.ListItem => SentenceEnds.Next(text, start, end),
                BlockKind.Table => CellEnd(start, end),
                _ => end,
            };
            var kindOfBreak = next < end ? BreakKind.Sentence : isLast ? BreakKind.Block : BreakAfter(start, end, kind);
            AddPieces(start, next, kindOfBreak, kind, group);
            start = next;
        }
    }

    private BreakKind BreakAfter(int start, int end, BlockKind kind)
    {
        var piece = text.AsSpan(start, end - start);
        var lineEnds = piece[piece.TrimEnd().Length..].Count('\n');
        return kind switch
        {
            BlockKind.Paragraph => lineEnds > 1 ? BreakKind.Block : lineEnds > 0 ? BreakKind.Line : BreakKind.Sentence,
            BlockKind.Code => lineEnds > 1 ? BreakKind.Item : BreakKind.Line,
            _ => BreakKind.Item,
        };
    }

    private bool Fits(int start, int end) => TokenEstimate.Units(text.AsSpan(start, end - start).TrimEnd()) <= unitsMax;

    /// <summary>The end of a line, with the empty ones after it.</summary>
    private int LineEnd(int start, int end)
    {
        var length = text.AsSpan(start, end - start).IndexOf('\n');
        if (length < 0)
            return end;
        var next = start + length + 1;
        for (var i = next; i < end && char.IsWhiteSpace(text[i]); i++)
        {
            if (text[i] == '\n')
                next = i + 1;
        }

        return next;
    }

    /// <summary>The end of a cell: what is cut there has its column's name on either side.</summary>
    private int CellEnd(int start, int end)
    {
        var length = text.AsSpan(start, end - start).IndexOf("; ");
        if (length < 0)
            return end;
        var next = start + length + 2;
        while (next < end && text[next] == ' ')
            next++;
        return next;
    }

    private void AddPieces(int start, int end, BreakKind kindOfBreak, BlockKind kind, int group)
    {
        while (start < end)
        {
            var pieceEnd = FitEnd(start, end);
            var piece = text.AsSpan(start, pieceEnd - start);
            pieces.Add(new Piece(
                start,
                pieceEnd,
                TokenEstimate.Units(piece),
                TokenEstimate.Units(piece.TrimEnd()),
                pieceEnd < end ? BreakKind.Forced : kindOfBreak,
                kind,
                group));
            start = pieceEnd;
        }
    }

    /// <summary>The end of the longest piece that fits.</summary>
    private int FitEnd(int start, int end)
    {
        if (Fits(start, end))
            return end;

        // The longest length that fits, by halving; white space at its end takes no room.
        var (fits, over) = (0, (int)Math.Min(end - start, unitsMax));
        while (fits + 1 < over)
        {
            var length = (fits + over) / 2;
            if (Fits(start, start + length))
                fits = length;
            else
                over = length;
        }

        return Fits(start, start + over) ? SoftEnd(start, start + over) : SoftEnd(start, start + Math.Max(fits, 1));
    }

    /// <summary>The last blank or comma in the second half, else the end of a grapheme cluster.</summary>
    private int SoftEnd(int start, int end)
    {
        for (var i = end; i > start + (end - start) / 2; i--)
        {
            if (char.IsWhiteSpace(text[i - 1]) || text[i - 1] is '、' or '。' or '，')
                return i;
        }

        var position = start;
        while (position < end && position + ClusterLength(position) is var next && next <= end)
            position = next;
        if (position > start)
            return position;
        return char.IsHighSurrogate(text[end - 1]) && end < text.Length ? end + 1 : end;
    }

    private int ClusterLength(int position)
    {
        var rest = text.AsSpan(position);

        // Most text is ASCII or kana and Han followed by the same, where each character is its own cluster.
        if (rest.Length == 1 || (IsSimple(rest[0]) && IsSimple(rest[1])))
            return 1;
        var length = StringInfo.GetNextTextElementLength(rest[..Math.Min(rest.Length, ClusterLengthMax)]);
        return length == ClusterLengthMax && char.IsHighSurrogate(rest[length - 1]) ? length - 1 : length;
    }

    private static bool IsSimple(char c) =>
        c is >= ' ' and <= '~' or >= '\u3041' and <= '\u3096' or >= '\u30A0' and <= '\u30FF'
            or >= '\u3400' and <= '\u9FFF';
}
