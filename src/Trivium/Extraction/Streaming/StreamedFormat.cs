using System.Text;
using System.Text.Json;

namespace Trivium.Extraction.Streaming;

/// <summary>A streamed format; what is in memory already goes through the same pass.</summary>
internal abstract class StreamedFormat : IStreamedFormat
{
    public abstract IReadOnlyList<string> MediaTypes { get; }

    public abstract IReadOnlyList<string> Extensions { get; }

    public abstract bool DetectsCharset { get; }

    public abstract ITableScan Scan(Encoding encoding, TextPosition start, RowKeeping keeping);

    public abstract IRowReader ReadRows(JsonElement layout, Encoding encoding, TextPosition start);

    public void Validate(ReadOnlyMemory<byte> source, Encoding? charset, CancellationToken cancellationToken) =>
        Run(source, charset, RowKeeping.None, ExtractionHints.None, cancellationToken);

    public ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, Encoding? charset, ExtractionHints hints, CancellationToken cancellationToken) =>
        Run(source, charset, RowKeeping.All, hints, cancellationToken);

    private ExtractedDocument Run(
        ReadOnlyMemory<byte> source,
        Encoding? charset,
        Func<RowKeeping> keeping,
        ExtractionHints hints,
        CancellationToken cancellationToken)
    {
        using var stream = SourceBytes.Open(source);

        // Nothing of it waits: the bytes are here.
        return TableScans.RunAsync(this, charset, stream, keeping, hints, cancellationToken).GetAwaiter().GetResult();
    }
}
