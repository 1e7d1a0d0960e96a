namespace Trivium.Extraction.Csv;

/// <summary>
/// Reads RFC 4180 records one by one from text that comes in piece by piece, and says in which line of the source each
/// began. Lines end with CRLF, LF or CR; empty lines are skipped; unquoted fields are trimmed.
/// </summary>
internal sealed class CsvReader(CsvDialect dialect, int line = 1)
{
    /// <summary>4 Mi characters: four times a row's limit, for quotes and blanks around it.</summary>
    public const int RecordCharsMax = 4 * Tables.TableLimits.RowCharsMax;

    private readonly List<(int Start, int Length, bool IsUnescaped)> fields = [];
    private char[] unescaped = new char[256];
    private int unescapedLength;
    private int position;

    /// <summary>The line, from 1, that what was not read begins in.</summary>
    public int Line => line;

    /// <summary>The line, from 1, in which the current record began.</summary>
    public int RecordLine { get; private set; }

    /// <summary>How many fields the current record has.</summary>
    public int FieldCount => fields.Count;

    /// <summary>A field of the current record; an empty one is a gap.</summary>
    /// <param name="text">What the record was read from.</param>
    /// <param name="index">From 0.</param>
    public ReadOnlySpan<char> Field(ReadOnlySpan<char> text, int index)
    {
        var (start, length, isUnescaped) = fields[index];
        return isUnescaped ? unescaped.AsSpan(start, length) : text.Slice(start, length);
    }

    /// <summary>Reads the next record.</summary>
    /// <param name="text">What comes next in the source.</param>
    /// <param name="isLast">Nothing comes after it.</param>
    /// <param name="consumed">How much of it is done with, whether or not there was a record.</param>
    /// <returns>False where there is none, or its end is not in the text yet.</returns>
    /// <exception cref="ContentException">A quote that is never closed, or text after a closing quote.</exception>
    public bool TryRead(ReadOnlySpan<char> text, bool isLast, out int consumed)
    {
        position = 0;
        while (position < text.Length && text[position] is '\r' or '\n' && TrySkipLineEnd(text, isLast))
        {
        }

        consumed = position;
        if (position >= text.Length || text[position] is '\r' or '\n')
            return false;
        RecordLine = line;
        fields.Clear();
        unescapedLength = 0;
        if (!TryReadFields(text, isLast) || !TrySkipLineEnd(text, isLast))
        {
            line = RecordLine;
            if (text.Length - consumed > RecordCharsMax)
                throw ContentException.ForInvalid(
                    $"The record in line {RecordLine} does not end within {RecordCharsMax} characters. "
                    + "Close a quote that was left open in it, or shorten its cells.");
            return false;
        }

        consumed = position;
        return true;
    }

    private bool TryReadFields(ReadOnlySpan<char> text, bool isLast)
    {
        while (TryReadField(text, isLast))
        {
            if (position >= text.Length || text[position] != dialect.Delimiter)
                return true;
            position++;
        }

        return false;
    }

    private bool TryReadField(ReadOnlySpan<char> text, bool isLast)
    {
        var start = position;
        while (start < text.Length && text[start] == ' ')
            start++;
        if (start < text.Length && text[start] == dialect.Quote)
        {
            position = start + 1;
            return TryReadQuoted(text, isLast);
        }

        var length = text[position..].IndexOfAny(dialect.Delimiter, '\r', '\n');
        if (length < 0 && !isLast)
            return false;
        start = position;
        position = length < 0 ? text.Length : position + length;
        var end = position;
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        fields.Add((start, end - start, false));
        return true;
    }

    private bool TryReadQuoted(ReadOnlySpan<char> text, bool isLast)
    {
        var (openedLine, start, unescapedStart) = (line, position, unescapedLength);
        while (true)
        {
            var rest = text[position..];
            var length = dialect.Backslash ? rest.IndexOfAny(dialect.Quote, '\\') : rest.IndexOf(dialect.Quote);
            if (length < 0 && !isLast)
                return false;
            if (length < 0 || (rest[length] == '\\' && length + 1 >= rest.Length && isLast))
                throw ContentException.ForInvalid(
                    $"The quote opened in line {openedLine} is never closed. Close it, "
                    + "or double it if it is meant literally.");
            line += LineEnds(rest[..length]);
            position += length + 1;
            if (position >= text.Length && !isLast)
                return false;
            if (rest[length] == '\\' && text[position] != dialect.Quote && text[position] != '\\')
                continue;
            var isDoubled = !dialect.Backslash && position < text.Length && text[position] == dialect.Quote;
            if (rest[length] != '\\' && !isDoubled)
                break;
            Unescape(text[start..(position - 1)]);
            start = position++;
        }

        AddQuoted(text, start, unescapedStart);
        while (position < text.Length && text[position] == ' ')
            position++;
        if (position >= text.Length)
            return isLast;
        return text[position] == dialect.Delimiter || text[position] is '\r' or '\n'
            ? true
            : throw ContentException.ForInvalid(
                $"In line {line} a quoted field is followed by '{text[position]}' instead of "
                + $"'{Shown(dialect.Delimiter)}' or the end of the line. Double a quote that is meant literally.");
    }

    private void AddQuoted(ReadOnlySpan<char> text, int start, int unescapedStart)
    {
        if (unescapedLength == unescapedStart)
        {
            fields.Add((start, position - 1 - start, false));
            return;
        }

        Unescape(text[start..(position - 1)]);
        fields.Add((unescapedStart, unescapedLength - unescapedStart, true));
    }

    private void Unescape(ReadOnlySpan<char> piece)
    {
        if (unescapedLength + piece.Length > unescaped.Length)
            Array.Resize(ref unescaped, Math.Max(unescaped.Length * 2, unescapedLength + piece.Length));
        piece.CopyTo(unescaped.AsSpan(unescapedLength));
        unescapedLength += piece.Length;
    }

    /// <summary>Takes a line end; at the end of the text a carriage return may be half of one.</summary>
    private bool TrySkipLineEnd(ReadOnlySpan<char> text, bool isLast)
    {
        if (position >= text.Length || (text[position] == '\r' && position + 1 >= text.Length && !isLast))
            return isLast;
        position += text[position] == '\r' && position + 1 < text.Length && text[position + 1] == '\n' ? 2 : 1;
        line++;
        return true;
    }

    private static int LineEnds(ReadOnlySpan<char> span)
    {
        var count = span.Count('\n');
        for (var at = span.IndexOf('\r'); at >= 0; at = span.IndexOf('\r'))
        {
            span = span[(at + 1)..];
            count += span.IsEmpty || span[0] != '\n' ? 1 : 0;
        }

        return count;
    }

    private static string Shown(char delimiter) => delimiter == '\t' ? "tab" : delimiter.ToString();
}
