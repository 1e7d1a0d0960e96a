using Markdig.Helpers;
using Markdig.Syntax;

namespace Trivium.Extraction.Markdown;

/// <summary>
/// The attributes that may end a heading's line, which say how a page is built and are no part of the heading:
/// <c>{#anchor .class key="value"}</c>, with or without a colon after the brace, or the comment <c>{/* anchor */}</c>.
/// Braces with anything else in them are text.
/// </summary>
internal static class HeadingAttributes
{
    private static readonly object AnchorKey = new();

    /// <summary>The anchor that was taken off; null where there was none.</summary>
    public static string? AnchorOf(HeadingBlock heading) => heading.GetData(AnchorKey) as string;

    /// <summary>
    /// Takes them off the line as it is written. It must be done before inlines are parsed: afterwards code and escaped
    /// braces, which are text, look the same, and the marks of a comment are taken for emphasis.
    /// </summary>
    public static void TakeOff(HeadingBlock heading)
    {
        if (heading.Lines.Count == 0) return;

        ref StringSlice line = ref heading.Lines.Lines[heading.Lines.Count - 1].Slice;
        ReadOnlySpan<char> text = line.AsSpan().TrimEnd();
        int start = text.LastIndexOf('{');
        if (start <= 0 || text[^1] != '}' || !MayStartAfter(text[start - 1]) || text[..start].IsWhiteSpace()) return;
        if (!TryRead(text[(start + 1)..^1].Trim(), out string? anchor)) return;

        line.End = line.Start + text[..start].TrimEnd().Length - 1;
        if (anchor is not null) heading.SetData(AnchorKey, anchor);
    }

    // Scripts without blanks between words are often written without one here too.
    private static bool MayStartAfter(char before) => char.IsWhiteSpace(before) || !char.IsAscii(before);

    private static bool TryRead(ReadOnlySpan<char> attributes, out string? anchor)
    {
        anchor = null;
        if (attributes is ['/', '*', .. var comment, '*', '/'])
        {
            ReadOnlySpan<char> name = comment.Trim().TrimStart('#');
            anchor = NameLength(name) == name.Length && name.Length > 0 ? name.ToString() : null;
            return true;
        }

        ReadOnlySpan<char> rest = attributes.TrimStart(':').TrimStart();
        bool hasMark = false;
        while (rest.Length > 0)
        {
            bool isMark = rest[0] is '#' or '.';
            int length = isMark ? 1 + NameLength(rest[1..]) : PairLength(rest);
            if (length <= (isMark ? 1 : 0) || (length < rest.Length && !char.IsWhiteSpace(rest[length]))) return false;
            if (rest[0] == '#') anchor = rest[1..length].ToString();
            hasMark |= isMark;
            rest = rest[length..].TrimStart();
        }

        return hasMark;
    }

    /// <summary>How much of the text is a name; 0 where none begins.</summary>
    private static int NameLength(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || !(char.IsLetterOrDigit(text[0]) || text[0] is '_' or '-')) return 0;
        int length = 0;
        while (length < text.Length && !char.IsWhiteSpace(text[length]) && !"#{}=\"'`<>".Contains(text[length])) length++;
        return length;
    }

    /// <summary>How much of the text is <c>key=value</c> or <c>key="some value"</c>; 0 where it is neither.</summary>
    private static int PairLength(ReadOnlySpan<char> text)
    {
        int sign = NameLength(text);
        if (sign == 0 || sign + 1 >= text.Length || text[sign] != '=') return 0;
        ReadOnlySpan<char> value = text[(sign + 1)..];
        if (value[0] is not ('"' or '\'')) return NameLength(value) is > 0 and var length ? sign + 1 + length : 0;
        int end = value[1..].IndexOf(value[0]);
        return end < 0 ? 0 : sign + 1 + end + 2;
    }
}
