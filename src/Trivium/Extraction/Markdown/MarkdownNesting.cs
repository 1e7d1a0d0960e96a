namespace Trivium.Extraction.Markdown;

/// <summary>
/// Estimates how deep quotes, lists and boxes nest, before parsing: the parser visits every open block at every line, so that
/// depth multiplies the time. Code that looks like a list counts too; none nests as deep as the limit.
/// </summary>
internal static class MarkdownNesting
{
    /// <summary>The depth, at least as far as it is above <paramref name="enough"/>.</summary>
    public static int DepthOf(ReadOnlySpan<char> text, int enough)
    {
        var deepest = 0;
        var boxes = 0;
        // The columns of the markers of the lists that are open.
        var lists = new Stack<int>();
        foreach (var line in text.EnumerateLines())
        {
            var (markers, column) = MarkersOf(line);
            if (column >= 0)
            {
                while (lists.TryPeek(out var outer) && outer >= column)
                    lists.Pop();
                lists.Push(column);
            }

            boxes = Math.Max(0, boxes + BoxesBy(line));
            deepest = Math.Max(Math.Max(deepest, boxes), Math.Max(markers, lists.Count));
            if (deepest > enough)
                break;
        }

        return deepest;
    }

    /// <summary>How many markers begin a line, and where its first list marker is; -1 where it has none.</summary>
    private static (int Markers, int Column) MarkersOf(ReadOnlySpan<char> line)
    {
        var (markers, column) = (0, -1);
        for (var position = 0; position < line.Length;)
        {
            if (line[position] is ' ' or '\t')
            {
                position++;
                continue;
            }

            var length = MarkerLength(line[position..]);
            if (length == 0)
                break;
            if (column < 0 && line[position] != '>')
                column = position;
            markers++;
            position += length;
        }

        return IsRule(line) ? (0, -1) : (markers, column);
    }

    /// <summary>1 for a line that opens a box, -1 for one that closes it.</summary>
    private static int BoxesBy(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart("> \t").TrimEnd();
        var rest = text.TrimStart(':');
        return text.Length - rest.Length < 3 ? 0 : rest.IsEmpty ? -1 : 1;
    }

    private static int MarkerLength(ReadOnlySpan<char> text)
    {
        if (text[0] == '>')
            return 1;
        var digits = text[..Math.Min(text.Length, 10)].IndexOfAnyExceptInRange('0', '9');
        var mark = text[Math.Max(digits, 0)];
        var isMark = digits > 0 ? mark is '.' or ')' : mark is '-' or '*' or '+';
        var next = Math.Max(digits, 0) + 1;
        return isMark && (next >= text.Length || text[next] is ' ' or '\t') ? next : 0;
    }

    /// <summary>True for a line of one repeated mark: a thematic break, however long.</summary>
    private static bool IsRule(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        return trimmed.Length > 0 && trimmed[0] is ('-' or '*') && trimmed.IndexOfAnyExcept(trimmed[0], ' ', '\t') < 0
            && trimmed.Count(trimmed[0]) > 2;
    }
}
