using System.Globalization;
using System.Text.Json;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Trivium.Extraction.Pdf;

/// <summary>PDF with a text layer: each page is a section. What is only a picture of text cannot be read.</summary>
internal sealed class PdfFormat : BinaryFormat
{
    /// <summary>5,000 pages: reading takes some 10 ms a page.</summary>
    private const int PagesMax = 5_000;

    public override IReadOnlyList<string> MediaTypes { get; } = ["application/pdf"];

    public override IReadOnlyList<string> Extensions { get; } = [".pdf"];

    protected override ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, ExtractionHints hints, CancellationToken cancellationToken)
    {
        try
        {
            using var document = PdfDocument.Open(SourceBytes.Open(source), new ParsingOptions { UseLenientParsing = true });
            return Read(document, hints, cancellationToken);
        }
        catch (Exception exception) when (exception is not (ContentException or OperationCanceledException
            or OutOfMemoryException))
        {
            // The reader throws whatever damage makes it throw: null references and index errors among it.
            throw ContentException.ForInvalid(
                "The source is not a readable PDF file: it is damaged, or encrypted with a password. Open it in a PDF "
                + "viewer and save or print it as a new PDF.",
                exception);
        }
    }

    private static ExtractedDocument Read(
        PdfDocument document, ExtractionHints hints, CancellationToken cancellationToken)
    {
        if (document.NumberOfPages > PagesMax)
            throw ContentException.ForInvalid(
                $"The PDF file has {document.NumberOfPages} pages; at most {PagesMax} are allowed. Split it.");
        var sections = new List<Section>();
        var links = new List<Link>();
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = document.GetPage(number);
            var text = PdfLines.Join(ContentOrderTextExtractor.GetText(page, addDoubleNewline: true));
            if (text.Length == 0)
                continue;
            AddLinks(page, links, sections.Count);
            sections.Add(new Section(sections.Count, 0, null, [], text));
        }

        if (sections.Count == 0 && document.NumberOfPages > 0)
            throw ContentException.ForInvalid(
                $"None of the {document.NumberOfPages} pages of the PDF file has text: it holds pictures of pages, or is "
                + "empty. Run text recognition (OCR) over it first.");
        return new ExtractedDocument
        {
            Title = hints.Title ?? Clean(document.Information.Title),
            Language = LanguageDetection.Detect(sections.SelectMany(LanguageDetection.TextsOf)),
            Metadata = MetadataOf(document),
            Sections = sections,
            Links = links,
        };
    }

    private static void AddLinks(Page page, List<Link> links, int section)
    {
        foreach (var link in page.GetHyperlinks())
        {
            if (!string.IsNullOrWhiteSpace(link.Uri))
                links.Add(new Link(link.Text?.Trim() ?? "", link.Uri.Trim(), section));
        }
    }

    private static Dictionary<string, JsonElement> MetadataOf(PdfDocument document)
    {
        var metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["pages"] = JsonSerializer.SerializeToElement(document.NumberOfPages),
        };
        Add("author", Clean(document.Information.Author));
        Add("subject", Clean(document.Information.Subject));
        Add("keywords", Clean(document.Information.Keywords));
        Add("created", Instant(document.Information.GetCreatedDateTimeOffset()));
        Add("modified", Instant(document.Information.GetModifiedDateTimeOffset()));
        return metadata;

        void Add(string name, string? value)
        {
            if (value is not null)
                metadata[name] = JsonSerializer.SerializeToElement(value);
        }
    }

    private static string? Clean(string? value) =>
        string.IsNullOrWhiteSpace(value?.Trim('\0', '\uFEFF')) ? null : value.Trim('\0', '\uFEFF').Trim();

    private static string? Instant(DateTimeOffset? value) =>
        value?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
