using DocumentFormat.OpenXml.Packaging;
using Trivium.Extraction.Office;

namespace Trivium.Extraction.Word;

/// <summary>Word documents (DOCX): headings, paragraphs, lists, tables with a header, links, notes.</summary>
internal sealed class WordFormat : BinaryFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } =
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"];

    public override IReadOnlyList<string> Extensions { get; } = [".docx"];

    protected override ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, ExtractionHints hints, CancellationToken cancellationToken) =>
        OfficePackage.Read(
            source,
            "DOCX",
            (stream, settings) => WordprocessingDocument.Open(stream, false, settings),
            package => Read(package, hints, cancellationToken),
            cancellationToken);

    private static ExtractedDocument Read(
        WordprocessingDocument package, ExtractionHints hints, CancellationToken cancellationToken)
    {
        var main = package.MainDocumentPart
            ?? throw new InvalidDataException("It has no main document part");
        var properties = OfficeProperties.Of(package);
        var content = new WordContent(main, hints);
        content.Read(cancellationToken);
        var sections = content.Complete();
        return new ExtractedDocument
        {
            Title = hints.Title ?? properties.Title ?? content.Title
                ?? sections.FirstOrDefault(section => section.Heading is not null)?.Heading,
            Language = LanguageDetection.Detect(sections.SelectMany(LanguageDetection.TextsOf)),
            Tags = properties.Tags,
            Metadata = properties.Metadata,
            Sections = sections,
            Tables = content.Tables,
            Links = content.Links,
        };
    }
}
