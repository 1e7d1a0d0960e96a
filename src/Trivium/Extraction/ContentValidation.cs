using Trivium.Extraction.Csv;
using Trivium.Extraction.Html;
using Trivium.Extraction.Json;
using Trivium.Extraction.Markdown;

namespace Trivium.Extraction;

/// <summary>
/// The checks that are cheap enough to make before a source is accepted: whatever passes here is extracted without a
/// <see cref="ContentException"/>.
/// </summary>
public static class ContentValidation
{
    /// <summary>Reads the source once and keeps nothing.</summary>
    /// <param name="source">The bytes as they were uploaded.</param>
    /// <param name="contentType">The media type, with or without parameters.</param>
    /// <param name="cancellationToken">Stops it between rows.</param>
    /// <exception cref="ContentException">The same as extraction would throw.</exception>
    public static void Validate(ReadOnlyMemory<byte> source, string contentType, CancellationToken cancellationToken)
    {
        var type = ContentTypes.Parse(contentType);
        switch (type.Format)
        {
            case SourceFormat.PlainText:
                SourceText.RequireValid(source.Span, type.Encoding);
                break;
            case SourceFormat.Markdown:
                FrontMatter.Split(SourceText.Decode(source.Span, type.Encoding));
                break;
            case SourceFormat.Html:
                HtmlNesting.RequireShallow(SourceText.Decode(source.Span, type.Encoding));
                break;
            case SourceFormat.Csv or SourceFormat.TabSeparated:
                CsvExtraction.Validate(
                    SourceText.Decode(source.Span, type.Encoding),
                    type.Format == SourceFormat.TabSeparated,
                    cancellationToken);
                break;
            case SourceFormat.Json:
                JsonExtraction.Validate(SourceText.Decode(source.Span, type.Encoding), cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"A source format that is not checked: {type.Format}.");
        }
    }
}
