using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Word;

/// <summary>Walks the blocks of a Word document in reading order.</summary>
internal sealed class WordContent(MainDocumentPart main, ExtractionHints hints)
{
    private readonly SectionWriter writer = new();
    private readonly TableNames names = new();
    private readonly WordStyles styles = new(main);
    private readonly WordText text = new(main);
    private readonly Dictionary<long, Footnote> footnotes = FootnotesOf(main);

    /// <summary>The paragraph in the style "Title"; null where there is none.</summary>
    public string? Title { get; private set; }

    public List<ExtractedTable> Tables { get; } = [];

    public IReadOnlyList<Link> Links => writer.Links;

    public void Read(CancellationToken cancellationToken)
    {
        if (main.Document?.Body is { } body)
            ReadBlocks(body, cancellationToken);
    }

    public IReadOnlyList<Section> Complete() => writer.Complete();

    private static Dictionary<long, Footnote> FootnotesOf(MainDocumentPart main)
    {
        var notes = new Dictionary<long, Footnote>();
        foreach (var note in main.FootnotesPart?.Footnotes?.Elements<Footnote>() ?? [])
            notes.TryAdd(note.Id?.Value ?? 0, note);
        return notes;
    }

    /// <summary>Recursion is bounded by the depth a package may have.</summary>
    private void ReadBlocks(OpenXmlElement parent, CancellationToken cancellationToken)
    {
        foreach (var block in parent.ChildElements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (block)
            {
                case Paragraph paragraph:
                    ReadParagraph(paragraph);
                    break;
                case Table table:
                    ReadTable(table, cancellationToken);
                    break;
                case SdtBlock or SdtContentBlock or CustomXmlBlock or InsertedRun:
                    ReadBlocks(block, cancellationToken);
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadParagraph(Paragraph paragraph)
    {
        var content = text.Read(paragraph);
        if (content.Length > 0)
            Write(paragraph, content);
        foreach (var (label, url) in text.Links)
            writer.AddLink(label, url);
        foreach (var id in text.Footnotes.ToArray())
        {
            if (footnotes.TryGetValue(id, out var note))
                writer.AddBlock(text.Read(note));
        }
    }

    private void Write(Paragraph paragraph, string content)
    {
        var level = styles.HeadingLevel(paragraph);
        if (level == 0 && Title is null)
            Title = content;
        else if (level is { } heading)
            writer.StartSection(Math.Max(heading, 1), content.ReplaceLineEndings(" "));
        else if (paragraph.ParagraphProperties?.NumberingProperties is not null)
            writer.AddItem("- " + content);
        else
            writer.AddBlock(content);
    }

    private void ReadTable(Table table, CancellationToken cancellationToken)
    {
        var rows = table.Elements<TableRow>().Select(CellsOf).Where(row => row.Exists(cell => cell is not null)).ToList();

        // One row or one column is layout: there is no header that names anything.
        if (rows.Count < 2 || rows[0].Count < 2)
        {
            foreach (var cell in table.Descendants<TableCell>().Where(cell => cell.Ancestors<Table>().First() == table))
                ReadBlocks(cell, cancellationToken);
            return;
        }

        List<string> header = [.. rows[0].Select(cell => cell ?? "")];
        List<string?[]> cells = [.. rows.Skip(1).Select(row => row.Take(header.Count).ToArray())];
        if (TableLimits.Fits(header.Count, cells, Tables.Count))
        {
            var name = names.Next(writer.Heading, Title, hints.Title, TableNames.FromFile(hints.FileName));
            Tables.Add(CellTable.Create(name, header, cells, writer.SectionIndex));
        }

        writer.AddBlock(TableText.Lines(header, cells), BlockKind.Table);
    }

    private List<string?> CellsOf(TableRow row)
    {
        var cells = new List<string?>();
        foreach (var cell in row.Elements<TableCell>())
        {
            var content = string.Join('\n', cell.Elements<Paragraph>().Select(text.Read).Where(line => line.Length > 0));
            cells.Add(content.Length == 0 ? null : content);
            for (var span = cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1;
                span > 1 && cells.Count <= TableLimits.ColumnsMax;
                span--)
                cells.Add(null);
        }

        return cells;
    }
}
