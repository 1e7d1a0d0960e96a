using System.Net.Http.Headers;

namespace Trivium.Extraction;

/// <summary>The content types that can be read.</summary>
public static class ContentTypes
{
    private static readonly Dictionary<string, SourceFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text/markdown"] = SourceFormat.Markdown,
        ["text/x-markdown"] = SourceFormat.Markdown,
        ["text/html"] = SourceFormat.Html,
        ["application/xhtml+xml"] = SourceFormat.Html,
        ["text/plain"] = SourceFormat.PlainText,
        ["text/csv"] = SourceFormat.Csv,
        ["text/tab-separated-values"] = SourceFormat.TabSeparated,
        ["application/json"] = SourceFormat.Json,
    };

    /// <summary>The media types that can be read, without parameters.</summary>
    public static IReadOnlyCollection<string> Supported => Formats.Keys;

    /// <summary>
    /// True where a source of this content type can be read; parameters other than <c>charset</c> are ignored.
    /// </summary>
    /// <param name="contentType">A media type with or without parameters, in any case.</param>
    public static bool IsSupported(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed)
        && Formats.ContainsKey(parsed.MediaType!)
        && SourceText.EncodingNamed(parsed.CharSet) is not null;

    internal static SourceType Parse(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            || !Formats.TryGetValue(parsed.MediaType!, out var format))
            throw ContentException.ForUnsupported(
                $"Content type '{contentType}' is not supported. Use one of: {string.Join(", ", Supported)}.");
        var encoding = SourceText.EncodingNamed(parsed.CharSet)
            ?? throw ContentException.ForUnsupported(
                $"Charset '{parsed.CharSet}' of content type '{contentType}' is not known. Send the source as UTF-8.");
        return new SourceType(format, encoding);
    }
}
