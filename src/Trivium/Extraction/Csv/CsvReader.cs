using System.Text;

namespace Trivium.Extraction.Csv;

/// <summary>
/// Reads RFC 4180 records one by one and says in which line of the source each began. Lines end with CRLF, LF or CR;
/// empty lines are skipped; unquoted fields are trimmed.
/// </summary>
internal sealed class CsvReader(string text, char delimiter)
{
    private const char Quote = '"';
    private readonly List<string?> fields = [];
    private readonly StringBuilder quoted = new();
    private int position;
    private int line = 1;

    /// <summary>The line, from 1, in which the current record began.</summary>
    public int RecordLine { get; private set; }

    /// <summary>The current record; an empty field is null. Valid until the next read.</summary>
    public IReadOnlyList<string?> Fields => fields;

    /// <summary>Reads the next record; false at the end.</summary>
    /// <exception cref="ContentException">A quote that is never closed, or text after a closing quote.</exception>
    public bool Read()
    {
        SkipEmptyLines();
        if (position >= text.Length)
            return false;
        RecordLine = line;
        fields.Clear();
        do
            fields.Add(ReadField());
        while (TakeDelimiter());
        SkipLineEnd();
        return true;
    }

    private string? ReadField()
    {
        var start = position;
        while (start < text.Length && text[start] == ' ')
            start++;
        if (start < text.Length && text[start] == Quote)
        {
            position = start + 1;
            return ReadQuoted();
        }

        var rest = text.AsSpan(position);
        var length = rest.IndexOfAny(delimiter, '\r', '\n');
        var field = (length < 0 ? rest : rest[..length]).Trim();
        position += length < 0 ? rest.Length : length;
        return field.Length == 0 ? null : field.ToString();
    }

    private string? ReadQuoted()
    {
        var openedLine = line;
        quoted.Clear();
        while (true)
        {
            var rest = text.AsSpan(position);
            var length = rest.IndexOf(Quote);
            if (length < 0)
                throw ContentException.ForInvalid(
                    $"The quote opened in line {openedLine} is never closed. Close it, "
                    + "or double it if it is meant literally.");
            quoted.Append(rest[..length]);
            line += LineEnds(rest[..length]);
            position += length + 1;
            if (position >= text.Length || text[position] != Quote)
                break;
            quoted.Append(Quote);
            position++;
        }

        while (position < text.Length && text[position] == ' ')
            position++;
        if (position < text.Length && text[position] != delimiter && text[position] is not ('\r' or '\n'))
            throw ContentException.ForInvalid(
                $"In line {line} a quoted field is followed by '{text[position]}' instead of "
                + $"'{Shown(delimiter)}' or the end of the line. Double a quote that is meant literally.");
        return quoted.Length == 0 ? null : quoted.ToString();
    }

    private bool TakeDelimiter()
    {
        if (position >= text.Length || text[position] != delimiter)
            return false;
        position++;
        return true;
    }

    private void SkipLineEnd()
    {
        if (position >= text.Length)
            return;
        position += text[position] == '\r' && position + 1 < text.Length && text[position + 1] == '\n' ? 2 : 1;
        line++;
    }

    private void SkipEmptyLines()
    {
        while (position < text.Length && text[position] is ('\r' or '\n'))
            SkipLineEnd();
    }

    private static int LineEnds(ReadOnlySpan<char> span)
    {
        var count = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (span[i] == '\n' || (span[i] == '\r' && (i + 1 >= span.Length || span[i + 1] != '\n')))
                count++;
        }

        return count;
    }

    private static string Shown(char delimiter) => delimiter == '\t' ? "tab" : delimiter.ToString();
}
