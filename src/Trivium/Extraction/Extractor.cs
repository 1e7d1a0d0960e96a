namespace Trivium.Extraction;

/// <summary>Text extraction: the bytes of a source to its sections, tables and links.</summary>
public static class Extractor
{
    /// <summary>
    /// Changes whenever the same bytes may give another <see cref="ExtractedDocument"/>, so that documents extracted
    /// before can be told from those extracted now.
    /// </summary>
    public const string Version = "4";

    /// <summary>Extracts a source. Takes time linear in its length; an empty source is an empty document.</summary>
    /// <param name="source">The bytes as they were uploaded.</param>
    /// <param name="contentType">The media type, with or without parameters; <c>charset</c> is honoured.</param>
    /// <param name="hints">What else is known of the source.</param>
    /// <param name="cancellationToken">Stops it between blocks or rows.</param>
    /// <exception cref="ContentException">The source is not what the content type says, or the type is not
    /// supported.</exception>
    public static ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, string contentType, ExtractionHints hints, CancellationToken cancellationToken)
    {
        var type = ContentTypes.Parse(contentType);
        cancellationToken.ThrowIfCancellationRequested();
        return type.Format.Extract(source, type.Charset, hints, cancellationToken);
    }
}
