using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using Trivium.Extraction.Tables;
using Drawing = DocumentFormat.OpenXml.Drawing;

namespace Trivium.Extraction.PowerPoint;

/// <summary>Writes slides as sections, in the order in which their shapes are stored, which is how they are read aloud.</summary>
internal sealed class SlideContent(ExtractionHints hints)
{
    private readonly SectionWriter writer = new();
    private readonly TableNames names = new();
    private int number;

    /// <summary>The title of the first slide that has one.</summary>
    public string? FirstTitle { get; private set; }

    public List<ExtractedTable> Tables { get; } = [];

    public IReadOnlyList<Link> Links => writer.Links;

    public IReadOnlyList<Section> Complete() => writer.Complete();

    public void Read(SlidePart slide)
    {
        number++;
        if (slide.Slide is not { } content || content.Show?.Value == false)
            return;
        var title = content.Descendants<Shape>().FirstOrDefault(IsTitle);
        var heading = title is null ? "" : TextOf(title).ReplaceLineEndings(" ").Trim();
        FirstTitle ??= heading.Length == 0 ? null : heading;
        writer.StartSection(1, heading.Length > 0 ? heading : string.Create(CultureInfo.InvariantCulture, $"Slide {number}"));
        foreach (var shape in content.Descendants())
        {
            if (shape is Shape text && text != title)
                writer.AddBlock(TextOf(text));
            else if (shape is Drawing.Table table)
                ReadTable(table);
        }

        foreach (var link in content.Descendants<Drawing.HyperlinkOnClick>())
            ReadLink(slide, link);
        if (slide.NotesSlidePart?.NotesSlide is { } notes)
            writer.AddBlock(string.Join('\n', notes.Descendants<Shape>().Where(IsBody).Select(TextOf)));
    }

    private static bool IsTitle(Shape shape) => PlaceholderOf(shape)?.Type?.Value
        is PlaceholderValues.Title or PlaceholderValues.CenteredTitle;

    /// <summary>Of a notes page the notes alone: not the slide's picture, its number or the date.</summary>
    private static bool IsBody(Shape shape) => PlaceholderOf(shape)?.Type?.Value == PlaceholderValues.Body;

    private static PlaceholderShape? PlaceholderOf(Shape shape) =>
        shape.NonVisualShapeProperties?.ApplicationNonVisualDrawingProperties?.PlaceholderShape;

    private static string TextOf(OpenXmlElement shape) => string.Join(
        '\n',
        shape.Descendants<Drawing.Paragraph>().Select(LineOf).Where(line => !string.IsNullOrWhiteSpace(line)));

    private static string LineOf(Drawing.Paragraph paragraph) => string.Concat(paragraph.Descendants().Select(
        part => part switch
        {
            Drawing.Text text => text.Text,
            Drawing.Break => "\n",
            _ => "",
        }));

    private void ReadLink(SlidePart slide, Drawing.HyperlinkOnClick link)
    {
        var target = slide.HyperlinkRelationships.FirstOrDefault(relation => relation.Id == link.Id?.Value);
        if (target is not null)
            writer.AddLink((link.Parent?.Parent as Drawing.Run)?.Text?.Text ?? "", target.Uri.OriginalString);
    }

    private void ReadTable(Drawing.Table table)
    {
        List<string?[]> rows = [.. table.Elements<Drawing.TableRow>().Select(
            row => row.Elements<Drawing.TableCell>()
                .Select(cell => TextOf(cell) is { Length: > 0 } text ? text : null).ToArray())];
        if (rows.Count < 2)
        {
            writer.AddBlock(string.Join('\n', rows.SelectMany(row => row).OfType<string>()));
            return;
        }

        List<string> header = [.. rows[0].Select(cell => cell ?? "")];
        List<string?[]> cells = [.. rows.Skip(1).Select(row => row.Take(header.Count).ToArray())];
        if (TableLimits.Fits(header.Count, cells, Tables.Count))
        {
            var name = names.Next(writer.Heading, FirstTitle, hints.Title, TableNames.FromFile(hints.FileName));
            Tables.Add(CellTable.Create(name, header, cells, writer.SectionIndex));
        }

        writer.AddBlock(TableText.Lines(header, cells), BlockKind.Table);
    }
}
