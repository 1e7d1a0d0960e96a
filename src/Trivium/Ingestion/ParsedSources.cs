using Trivium.Chunking;
using Trivium.Documents;
using Trivium.Errors;
using Trivium.Extraction;
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

    private readonly Lock _gate = new();
    private readonly LinkedList<Entry> _recent = new();

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

    /// <summary>Parses for everybody who waits, so no one's token stops it.</summary>
    private async Task FillAsync(Entry entry, string tenant, string documentId, RequestUnitMeter meter)
    {
        await Task.Yield();
        try
        {
            SourceReference source = entry.Source;
            byte[] bytes = await parts.ReadAllAsync(
                tenant, documentId, source.SourceId, source.Parts, source.SizeBytes, meter, CancellationToken.None)
                ?? throw new TriviumException(
                    ErrorCode.NotFound, $"The source of '{documentId}' is no longer there: a newer version took its place.");
            // A table that its document does not name is named after where it came from, else the title, else the id.
            var hints = new ExtractionHints
            {
                FileName = source.Source ?? (source.Title is null ? documentId : null),
                Title = source.Title,
            };
            ChunkingOptions chunking = (source.Chunking ?? ChunkSizes.Default).ToOptions();
            entry.Parsed.TrySetResult(ParsedSource.Of(bytes, source.ContentType, hints, chunking, CancellationToken.None));
        }
        catch (Exception exception)
        {
            Forget(entry);
            entry.Parsed.TrySetException(exception);
        }
    }

    private Entry Enter(SourceReference source, out bool mine)
    {
        lock (_gate)
        {
            Entry? entry = _recent.FirstOrDefault(candidate => candidate.Source.SourceId == source.SourceId);
            mine = entry is null;
            if (entry is not null) _recent.Remove(entry);

            entry ??= new(source);
            _recent.AddFirst(entry);
            while (_recent.Count > 1 && _recent.Sum(kept => kept.Source.SizeBytes) > KeptBytesMax) _recent.RemoveLast();
            return entry;
        }
    }

    private void Forget(Entry entry)
    {
        lock (_gate) _recent.Remove(entry);
    }

    private sealed class Entry(SourceReference source)
    {
        public SourceReference Source { get; } = source;

        public TaskCompletionSource<ParsedSource> Parsed { get; } = new(
            TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
