using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using Trivium.Extraction.Office;

namespace Trivium.Extraction.PowerPoint;

/// <summary>Presentations (PPTX): each slide a section, with its tables and the speaker's notes.</summary>
internal sealed class PowerPointFormat : BinaryFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } =
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"];

    public override IReadOnlyList<string> Extensions { get; } = [".pptx"];

    protected override ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, ExtractionHints hints, CancellationToken cancellationToken) =>
        OfficePackage.Read(
            source,
            "PPTX",
            (stream, settings) => PresentationDocument.Open(stream, false, settings),
            package => Read(package, hints, cancellationToken),
            cancellationToken);

    private static ExtractedDocument Read(
        PresentationDocument package, ExtractionHints hints, CancellationToken cancellationToken)
    {
        var presentation = package.PresentationPart
            ?? throw new InvalidDataException("It has no presentation part");
        var slides = new SlideContent(hints);
        foreach (var id in presentation.Presentation?.SlideIdList?.Elements<SlideId>() ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (id.RelationshipId?.Value is { } relation && presentation.GetPartById(relation) is SlidePart slide)
                slides.Read(slide);
        }

        var properties = OfficeProperties.Of(package);
        var sections = slides.Complete();
        return new ExtractedDocument
        {
            Title = hints.Title ?? properties.Title ?? slides.FirstTitle,
            Language = LanguageDetection.Detect(sections.SelectMany(LanguageDetection.TextsOf)),
            Tags = properties.Tags,
            Metadata = properties.Metadata,
            Sections = sections,
            Tables = slides.Tables,
            Links = slides.Links,
        };
    }
}
