using System.Text;
using Trivium.Extraction.Streaming;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Csv;

/// <summary>
/// The pass over a CSV source. A record with fewer fields than the header has gaps at its end; one with more is refused,
/// because its cells cannot be told apart from shifted ones.
/// </summary>
internal sealed class CsvScan(char? delimiter, Encoding encoding, TextPosition start, RowKeeping keeping) : ITableScan
{
    private readonly StreamedText text = new(encoding, start);
    private readonly RowPositions positions = new();
    private readonly List<string> captions = [];
    private readonly List<string?[]> kept = [];
    private readonly LanguageSample language = new();
    private CsvReader? reader;
    private CsvDialect? dialect;
    private CsvLayout layout;
    private int widthMin;
    private string[]? header;
    private ColumnSurvey[] surveys = [];
    private int rows;

    public void Feed(ReadOnlySpan<byte> bytes, bool isLast)
    {
        text.Feed(bytes, isLast);
        if (reader is null && !isLast && text.Span.Length < CsvSample.CharsMax)
            return;
        reader ??= Begin();
        bool found;
        do
        {
            var line = reader.Line;
            found = reader.TryRead(text.Span, text.IsLast, out var consumed);
            if (found)
                Take(line);
            text.Consume(consumed);
        }
        while (found);
    }

    public ExtractedDocument Complete(ExtractionHints hints)
    {
        if (header is null)
            return new ExtractedDocument { Title = hints.Title, Language = LanguageDetection.Undetermined };
        var columns = CellColumns.Of(header, surveys, rows);
        var head = new CellTable(kept, columns.Cells);
        var isWhole = kept.Count == rows;
        var table = new ExtractedTable
        {
            Name = new TableNames().Next(TableNames.FromFile(hints.FileName), hints.Title),
            Columns = columns.Columns,
            Rows = isWhole ? head : new HeadRows(head, rows),
            Streamed = isWhole
                ? null
                : new(
                    encoding.WebName,
                    LayoutJson.Of(new CsvRowsLayout(dialect!, columns.Cells)),
                    positions.Complete(),
                    rows),
        };
        return new ExtractedDocument
        {
            Title = hints.Title,
            Language = language.Detect(),
            Sections = captions.Count == 0 ? [] : [new(0, 0, null, [], string.Join('\n', captions))],
            Tables = [table],
        };
    }

    private CsvReader Begin()
    {
        var head = text.Span[..Math.Min(text.Span.Length, CsvSample.CharsMax)];
        var isWhole = text.IsLast && head.Length == text.Span.Length;
        dialect = CsvDialects.Detect(head, isWhole, delimiter, out var skipped);
        var sample = CsvSample.Read(head[skipped..], isWhole, dialect);
        layout = CsvLayout.Of(sample);
        widthMin = sample.Width;
        text.Consume(skipped);
        return new(dialect);
    }

    private void Take(int line)
    {
        if (captions.Count < layout.Captions)
        {
            captions.Add(CaptionOf());
            language.Add(captions[^1]);
        }
        else if (header is not null)
        {
            TakeRow(line);
        }
        else
        {
            TakeHeader();
            if (!layout.HasHeader)
                TakeRow(line);
        }
    }

    private string CaptionOf()
    {
        var caption = new StringBuilder();
        for (var i = 0; i < reader!.FieldCount; i++)
        {
            var field = reader.Field(text.Span, i);
            if (!field.IsEmpty)
                caption.Append(caption.Length > 0 ? dialect!.Delimiter + " " : "").Append(field);
        }

        return caption.ToString().TrimStart('#', ' ');
    }

    private void TakeHeader()
    {
        header = new string[layout.HasHeader ? reader!.FieldCount : Math.Max(reader!.FieldCount, widthMin)];
        Array.Fill(header, "");
        TableLimits.RequireColumns(header.Length, layout.HasHeader ? "The header" : "The first record");
        for (var i = 0; layout.HasHeader && i < header.Length; i++)
            header[i] = reader.Field(text.Span, i).ToString();
        TableLimits.RequireHeaderChars(header.Sum(label => label.Length), "The header");
        foreach (var label in header)
            language.Add(label);

        // Who separates with semicolons may write a comma before fractions.
        surveys = [.. header.Select(_ => new ColumnSurvey(pointsAreAmbiguous: dialect!.Delimiter == ';'))];
    }

    private void TakeRow(int line)
    {
        TableLimits.RequireRows(rows + 1, "The file");
        positions.Add(rows, text, line);
        var chars = 0;
        for (var i = 0; i < reader!.FieldCount; i++)
        {
            var field = reader.Field(text.Span, i);
            chars += field.Length;
            if (i < surveys.Length)
                surveys[i].Add(field);
            else if (!field.IsEmpty)
                throw Ragged();
        }

        TableLimits.RequireRowChars(chars, $"The record in line {reader.RecordLine}");
        if (kept.Count == rows && keeping.Keeps(rows, chars))
            Keep();
        rows++;
    }

    private void Keep()
    {
        var cells = new string?[Math.Min(reader!.FieldCount, surveys.Length)];
        for (var i = 0; i < cells.Length; i++)
        {
            var field = reader.Field(text.Span, i);
            cells[i] = field.IsEmpty ? null : field.ToString();
        }

        kept.Add(cells);
        language.AddRow(cells);
    }

    private ContentException Ragged() => ContentException.ForInvalid(
        $"The record in line {reader!.RecordLine} has {reader.FieldCount} fields, "
        + $"the {(layout.HasHeader ? "header" : "first record")} has {surveys.Length}. Quote a field that contains the "
        + "delimiter, or name every column in the header.");
}
