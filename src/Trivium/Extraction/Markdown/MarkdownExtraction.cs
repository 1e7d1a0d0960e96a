using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Trivium.Extraction.Html;
using Trivium.Extraction.PlainText;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Markdown;

/// <summary>
/// Markdown: sections by heading, pipe tables, links. Front matter keys with a meaning: <c>title</c>, <c>tags</c>,
/// <c>lang</c>, <c>tables</c> (names for the tables in order; <c>table</c> for a single one).
/// </summary>
internal sealed class MarkdownExtraction
{
    private readonly SectionWriter writer = new();
    private readonly TableNames names = new();
    private readonly List<ExtractedTable> tables = [];
    private readonly IReadOnlyList<string> givenNames;
    private readonly ExtractionHints hints;
    private readonly CancellationToken cancellationToken;

    private MarkdownExtraction(
        IReadOnlyList<string> givenNames, ExtractionHints hints, CancellationToken cancellationToken) =>
        (this.givenNames, this.hints, this.cancellationToken) = (givenNames, hints, cancellationToken);

    public static ExtractedDocument Extract(string text, ExtractionHints hints, CancellationToken cancellationToken)
    {
        var frontMatter = FrontMatter.Split(text);
        var syntax = MarkdownSyntax.Parse(frontMatter.Body);
        cancellationToken.ThrowIfCancellationRequested();
        var document = syntax is null
            ? PlainTextExtraction.Extract(frontMatter.Body, hints)
            : new MarkdownExtraction(GivenNames(frontMatter), hints, cancellationToken).Read(syntax);
        return document with
        {
            Title = hints.Title ?? frontMatter.Text("title") ?? document.Title,
            Language = LanguageDetection.FromTag(frontMatter.Text("lang") ?? frontMatter.Text("language"))
                ?? document.Language,
            Tags = frontMatter.Tags(),
            Metadata = frontMatter.Values,
        };
    }

    private static IReadOnlyList<string> GivenNames(FrontMatter frontMatter) =>
        frontMatter.Text("table") is { } name ? [name] : frontMatter.List("tables");

    private ExtractedDocument Read(MarkdownDocument syntax)
    {
        ReadBlocks(syntax, "");
        var sections = writer.Complete();
        return new ExtractedDocument
        {
            Title = sections.FirstOrDefault(section => section.Heading is not null)?.Heading,
            Language = LanguageDetection.Detect(sections.SelectMany(LanguageDetection.TextsOf)),
            Sections = sections,
            Tables = tables,
            Links = writer.Links,
        };
    }

    // Recursion is bounded by the parser's nesting limit.
    private void ReadBlocks(ContainerBlock container, string marker)
    {
        foreach (var block in container)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadBlock(block, marker);
            // Only the first block of an item carries its marker.
            marker = "";
        }
    }

    private void ReadBlock(Block block, string marker)
    {
        switch (block)
        {
            case HeadingBlock heading:
                ReadHeading(heading);
                break;
            case ParagraphBlock paragraph:
                ReadParagraph(paragraph, marker);
                break;
            case ListBlock list:
                foreach (var item in list.OfType<ListItemBlock>())
                    ReadBlocks(item, list.IsOrdered ? $"{item.Order}. " : "- ");
                break;
            case CodeBlock code:
                writer.AddBlock(code.Lines.ToString(), BlockKind.Code);
                break;
            case HtmlBlock html:
                writer.AddBlock(HtmlTags.Strip(html.Lines.ToString()));
                break;
            case LinkReferenceDefinitionGroup:
                break;
            case CustomContainer box:
                ReadBox(box, marker);
                break;
            case ContainerBlock other:
                ReadBlocks(other, marker);
                break;
        }
    }

    private void ReadHeading(HeadingBlock heading)
    {
        // The links of a heading belong to the section it opens.
        var pending = new SectionWriter();
        var text = heading.ProcessInlines ? InlineText.Of(heading.Inline, pending) : heading.Lines.ToString();
        text = text.ReplaceLineEndings(" ").Trim();
        if (text.Length > 0)
            writer.StartSection(heading.Level, text, HeadingAttributes.AnchorOf(heading));
        foreach (var link in pending.Links)
            writer.AddLink(link.Text, link.Url);
    }

    // "::: tip Title" or ":::tip[Title]": the kind of box says how it looks, the title is read.
    private void ReadBox(CustomContainer box, string marker)
    {
        var opening = $"{box.Info} {box.Arguments}".AsSpan().Trim();
        var kind = opening.IndexOfAny(' ', '[');
        var title = kind < 0 ? "" : opening[kind..].Trim().TrimStart('[').TrimEnd(']').Trim().ToString();
        if (title.Length > 0 && title[0] != '{')
        {
            Write(title, marker);
            marker = "";
        }

        ReadBlocks(box, marker);
    }

    private void ReadParagraph(ParagraphBlock paragraph, string marker)
    {
        if (paragraph.ProcessInlines)
            Write(InlineText.Of(paragraph.Inline, writer), marker);
        else if (PipeTable.In(paragraph) is { } table)
            ReadTable(table, marker);
        else
            Write(paragraph.Lines.ToString(), marker);
    }

    private void Write(string text, string marker)
    {
        if (marker.Length > 0)
            writer.AddItem(marker + text);
        else
            writer.AddBlock(text);
    }

    private void ReadTable(PipeTable table, string marker)
    {
        if (table.Before.Length > 0)
            Write(table.Before, marker);
        var header = table.Header.Select(CellText).ToList();
        var rows = table.Rows
            .Select(row => Array.ConvertAll(row, cell => CellText(cell) is { Length: > 0 } text ? text : null))
            .Where(row => Array.Exists(row, cell => cell is not null))
            .ToList();
        writer.AddBlock(TableText.Lines(header, rows), BlockKind.Table);
        if (!TableLimits.Fits(header.Count, rows, tables.Count))
            return;
        var given = tables.Count < givenNames.Count ? givenNames[tables.Count] : null;
        var name = names.Next(given, writer.Heading, hints.Title, TableNames.FromFile(hints.FileName));
        tables.Add(CellTable.Create(name, header, rows, writer.SectionIndex));
    }

    private string CellText(string cell) => MarkdownSyntax.HasInlines(cell)
        && MarkdownSyntax.Parse(cell) is [ParagraphBlock { ProcessInlines: true } paragraph]
        ? InlineText.Of(paragraph.Inline, writer).ReplaceLineEndings(" ").Trim()
        : cell;
}
