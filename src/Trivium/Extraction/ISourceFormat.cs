using System.Text;

namespace Trivium.Extraction;

/// <summary>
/// How the sources of one format are read. Each format is one class in a folder of its own, listed in
/// <see cref="SourceFormats"/>; nothing else knows formats by name.
/// </summary>
internal interface ISourceFormat
{
    /// <summary>The media types, in lower case without parameters; the first is the one to prefer.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>The file extensions, in lower case with the dot; none where no file is named like that.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>
    /// Reads the source once and keeps nothing: whatever passes here is extracted without a
    /// <see cref="ContentException"/>.
    /// </summary>
    /// <param name="source">The bytes as they were uploaded.</param>
    /// <param name="charset">The charset named; null where none is. A binary format ignores it.</param>
    /// <param name="cancellationToken">Stops it between blocks or rows.</param>
    /// <exception cref="ContentException">The same as extraction would throw.</exception>
    void Validate(ReadOnlyMemory<byte> source, Encoding? charset, CancellationToken cancellationToken);

    /// <summary>Extracts a source; pure: the same bytes and hints always give the same value.</summary>
    /// <param name="source">The bytes as they were uploaded.</param>
    /// <param name="charset">The charset named; null where none is. A binary format ignores it.</param>
    /// <param name="hints">What else is known of the source.</param>
    /// <param name="cancellationToken">Stops it between blocks or rows.</param>
    /// <exception cref="ContentException">The source is not what its content type says.</exception>
    ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, Encoding? charset, ExtractionHints hints, CancellationToken cancellationToken);
}
