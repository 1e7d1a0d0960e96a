using System.Net.Http.Headers;

namespace Trivium.Extraction;

/// <summary>The content types that can be read.</summary>
public static class ContentTypes
{
    private static readonly Dictionary<string, ISourceFormat> _byMediaType = SourceFormats.All
        .SelectMany(format => format.MediaTypes.Select(type => (Type: type, Format: format)))
        .ToDictionary(entry => entry.Type, entry => entry.Format, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> _byExtension = SourceFormats.All
        .SelectMany(format => format.Extensions.Select(extension => (extension, Type: format.MediaTypes[0])))
        .ToDictionary(entry => entry.extension, entry => entry.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>The media types that can be read, without parameters.</summary>
    public static IReadOnlyCollection<string> Supported => _byMediaType.Keys;

    /// <summary>The media type to send a file as, by its extension; null where none is known.</summary>
    /// <param name="fileName">A file name or path.</param>
    public static string? OfFile(string fileName) =>
        _byExtension.GetValueOrDefault(Path.GetExtension(fileName));

    /// <summary>
    /// True where a source of this content type can be read; parameters other than <c>charset</c> are ignored.
    /// </summary>
    /// <param name="contentType">A media type with or without parameters, in any case.</param>
    public static bool IsSupported(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed)
        && _byMediaType.ContainsKey(parsed.MediaType!)
        && SourceText.TryEncodingNamed(parsed.CharSet, out _);

    internal static SourceType Parse(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            || !_byMediaType.TryGetValue(parsed.MediaType!, out var format))
            throw ContentException.ForUnsupported(
                $"Content type '{contentType}' is not supported. Use one of: {string.Join(", ", Supported)}.");
        if (!SourceText.TryEncodingNamed(parsed.CharSet, out var charset))
            throw ContentException.ForUnsupported(
                $"Charset '{parsed.CharSet}' of content type '{contentType}' is not known. Send the source as UTF-8.");
        return new SourceType(format, charset);
    }
}
