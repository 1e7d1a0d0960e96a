using System.Text;

namespace Trivium.Extraction;

/// <summary>A format that is text: its bytes are decoded before it is read.</summary>
internal abstract class TextFormat : ISourceFormat
{
    public abstract IReadOnlyList<string> MediaTypes { get; }

    public abstract IReadOnlyList<string> Extensions { get; }

    public void Validate(ReadOnlyMemory<byte> source, Encoding? charset, CancellationToken cancellationToken) =>
        Validate(Decode(source, charset), cancellationToken);

    public ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, Encoding? charset, ExtractionHints hints, CancellationToken cancellationToken) =>
        Extract(Decode(source, charset), hints, cancellationToken);

    /// <summary>
    /// The bytes as text, in the charset named, else as a byte order mark says, else detected. A format whose content
    /// names its charset looks there first.
    /// </summary>
    /// <exception cref="ContentException">They are not valid in their charset.</exception>
    protected virtual string Decode(ReadOnlyMemory<byte> source, Encoding? charset) =>
        SourceText.Decode(source.Span, charset);

    protected abstract void Validate(string text, CancellationToken cancellationToken);

    protected abstract ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken);
}
