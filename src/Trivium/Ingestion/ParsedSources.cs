using Trivium.Chunking;
using Trivium.Documents;
using Trivium.Errors;
using Trivium.Extraction;
using Trivium.Extraction.Streaming;
using Trivium.Storage;

namespace Trivium.Ingestion;

/// <summary>
/// Parsed sources, a few of them kept: the activities of one ingestion mostly run in one process, one after another.
/// What is
/// not kept is read and parsed again.
/// </summary>
internal sealed class ParsedSources(SourceParts parts)
{
    /// <summary>64 MB of source bytes: parsed they take several times that.</summary>
    private const long KeptBytesMax = 64L * 1024 * 1024;

    /// <summary>8 MB: what a streamed source counts as at most, of which only the first rows are held.</summary>
    private const long StreamedBytesMax = 8L * 1024 * 1024;

    /// <summary>2 sources that are parsed as a whole and larger than one part at a time.</summary>
    private const int LargeMax = 2;

    private readonly SemaphoreSlim _large = new(LargeMax);
    private readonly Lock _gate = new();
    private readonly LinkedList<Entry> _recent = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _kept = new(StringComparer.Ordinal);
    private long _keptBytes;

    /// <summary>The parsed source.</summary>
    /// <exception cref="ContentException">It is not what its content type says.</exception>
    /// <exception cref="TriviumException"><see cref="ErrorCode.NotFound"/>: its bytes are gone, as after a
    /// purge.</exception>
    public Task<ParsedSource> GetAsync(
        string tenant,
        string documentId,
        SourceReference source,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        Entry entry = Enter(source, out bool mine);
        if (mine) _ = FillAsync(entry, tenant, documentId, meter);

        return entry.Parsed.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Keeps a source no longer: its last activity has had it. Whoever is still to read it, parses it again.
    /// </summary>
    public void Forget(string sourceId)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(sourceId, out LinkedListNode<Entry>? node)) Remove(node);
        }
    }

    /// <summary>Parses for everybody who waits, so no one's token stops it.</summary>
    private async Task FillAsync(Entry entry, string tenant, string documentId, RequestUnitMeter meter)
    {
        await Task.Yield();
        try
        {
            ChunkingOptions chunking = (entry.Source.Chunking ?? ChunkSizes.Default).ToOptions();
            ExtractedDocument document = await ExtractAsync(entry.Source, tenant, documentId, meter);
            entry.Parsed.TrySetResult(ParsedSource.Of(document, chunking));
        }
        catch (Exception exception)
        {
            Forget(entry);
            entry.Parsed.TrySetException(exception);
        }
    }

    private async Task<ExtractedDocument> ExtractAsync(
        SourceReference source, string tenant, string documentId, RequestUnitMeter meter)
    {
        // A table that its document does not name is named after where it came from, else the title, else the id.
        var hints = new ExtractionHints
        {
            FileName = source.Source ?? (source.Title is null ? documentId : null),
            Title = source.Title,
        };
        SourceType type = ContentTypes.Parse(source.ContentType);
        if (type.Format is IStreamedFormat streamed)
        {
            await using var stream = new SourceStream(
                parts, tenant, documentId, source.SourceId, source.SizeBytes, meter);
            try
            {
                return await TableScans.RunAsync(
                    streamed, type.Charset, stream, RowKeeping.Head, hints, CancellationToken.None);
            }
            catch (SourceGoneException exception)
            {
                throw Gone(documentId, exception);
            }
        }

        bool isLarge = source.Parts > 1;
        if (isLarge) await _large.WaitAsync();
        try
        {
            byte[] bytes = await parts.ReadAllAsync(
                tenant, documentId, source.SourceId, source.Parts, source.SizeBytes, meter, CancellationToken.None)
                ?? throw Gone(documentId, null);
            return Extractor.Extract(bytes, source.ContentType, hints, CancellationToken.None);
        }
        finally
        {
            if (isLarge) _large.Release();
        }
    }

    /// <summary>The source was purged: nothing can be read of it any more.</summary>
    public static TriviumException Gone(string documentId, Exception? cause) => new(
        ErrorCode.NotFound, $"The source of '{documentId}' is no longer there: a newer version took its place.", cause);

    private Entry Enter(SourceReference source, out bool mine)
    {
        lock (_gate)
        {
            mine = !_kept.TryGetValue(source.SourceId, out LinkedListNode<Entry>? node);
            if (mine)
            {
                node = new(new(source));
                _kept.Add(source.SourceId, node);
                _keptBytes += node.Value.Bytes;
            }
            else
            {
                _recent.Remove(node!);
            }

            _recent.AddFirst(node!);
            while (_keptBytes > KeptBytesMax && _recent.Last != node) Remove(_recent.Last!);
            return node!.Value;
        }
    }

    private void Forget(Entry entry)
    {
        lock (_gate)
        {
            // Another may have taken its place meanwhile.
            if (_kept.TryGetValue(entry.Source.SourceId, out LinkedListNode<Entry>? node) && node.Value == entry)
                Remove(node);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _recent.Remove(node);
        _kept.Remove(node.Value.Source.SourceId);
        _keptBytes -= node.Value.Bytes;
    }

    private sealed class Entry(SourceReference source)
    {
        public SourceReference Source { get; } = source;

        /// <summary>How much of the source it counts as holding.</summary>
        public long Bytes { get; } = ContentTypes.Parse(source.ContentType).Format is IStreamedFormat
            ? Math.Min(source.SizeBytes, StreamedBytesMax)
            : source.SizeBytes;

        public TaskCompletionSource<ParsedSource> Parsed { get; } = new(
            TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
