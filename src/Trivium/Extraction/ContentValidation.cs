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
        type.Format.Validate(source, type.Charset, cancellationToken);
    }
}
