using System.Text;

namespace Trivium.Extraction;

/// <summary>A format whose bytes are not text. It is checked by extracting it, since nothing less would tell.</summary>
internal abstract class BinaryFormat : ISourceFormat
{
    public abstract IReadOnlyList<string> MediaTypes { get; }

    public abstract IReadOnlyList<string> Extensions { get; }

    public void Validate(ReadOnlyMemory<byte> source, Encoding? charset, CancellationToken cancellationToken) =>
        Extract(source, charset, ExtractionHints.None, cancellationToken);

    public ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, Encoding? charset, ExtractionHints hints, CancellationToken cancellationToken) =>
        source.IsEmpty
            ? new ExtractedDocument { Title = hints.Title, Language = LanguageDetection.Undetermined }
            : Extract(source, hints, cancellationToken);

    /// <summary>Extracts a source that is not empty.</summary>
    protected abstract ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, ExtractionHints hints, CancellationToken cancellationToken);
}
