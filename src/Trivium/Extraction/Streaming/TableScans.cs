using System.Text;

namespace Trivium.Extraction.Streaming;

/// <summary>Takes sources through their one pass.</summary>
internal static class TableScans
{
    /// <summary>64 KiB at a time; so much is looked at for a charset, too.</summary>
    private const int BlockBytes = CharsetEvidence.SampleBytesMax;

    /// <summary>
    /// Reads a source once from beginning to end; a second and third time only where it names no charset and is not UTF-8.
    /// </summary>
    /// <param name="format">How it is read.</param>
    /// <param name="named">The charset named; null where none is.</param>
    /// <param name="source">Its bytes; can seek.</param>
    /// <param name="keeping">Makes what says which rows are kept.</param>
    /// <param name="hints">What else is known of it.</param>
    /// <param name="cancellationToken">Stops it between blocks.</param>
    /// <exception cref="ContentException">The source is not what its content type says.</exception>
    public static async Task<ExtractedDocument> RunAsync(
        IStreamedFormat format,
        Encoding? named,
        Stream source,
        Func<RowKeeping> keeping,
        ExtractionHints hints,
        CancellationToken cancellationToken)
    {
        var block = new byte[BlockBytes];
        var length = await source.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken);
        var head = block.AsSpan(0, length);
        var (marked, markLength) = SourceText.Marked(head);
        var known = marked ?? named ?? (format.DetectsCharset ? CharsetDetection.OfHead(head) : SourceText.Utf8Strict);
        var start = new TextPosition(markLength, 0, 1);
        try
        {
            return await ScanAsync(known ?? SourceText.Utf8Strict);
        }
        catch (ContentException) when (known is null)
        {
            var detected = await DetectAsync(source, block, cancellationToken);
            if (detected is UTF8Encoding)
                throw;
            return await ScanAsync(detected);
        }

        async Task<ExtractedDocument> ScanAsync(Encoding encoding)
        {
            var scan = format.Scan(encoding, start, keeping());
            source.Position = start.Offset;
            int read;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                read = await source.ReadAsync(block, cancellationToken);
                scan.Feed(block.AsSpan(0, read), isLast: read == 0);
            }
            while (read > 0);
            return scan.Complete(hints);
        }
    }

    private static async Task<Encoding> DetectAsync(Stream source, byte[] block, CancellationToken cancellationToken)
    {
        var evidence = new CharsetEvidence();
        source.Position = 0;
        int read;
        while ((read = await source.ReadAsync(block, cancellationToken)) > 0)
            evidence.Add(block.AsSpan(0, read));
        return CharsetDetection.Of(evidence);
    }
}
