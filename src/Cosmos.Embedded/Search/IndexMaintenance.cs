namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// Inverts the words of full segments and drops dead rows, in the background. Readers with an older view keep it until
/// they are done; the memory is the garbage collector's then.
/// </summary>
internal sealed class IndexMaintenance(
    SearchSchema schema, int segmentRows, Lock gate, Func<IEnumerable<IndexPartition>> partitions)
{
    private Task _running = Task.CompletedTask;
    private int _isWanted;

    /// <summary>Ends when nothing is left to do.</summary>
    public Task Done => Volatile.Read(ref _running);

    /// <summary>Does what is due, unless that is under way.</summary>
    public void Start()
    {
        lock (gate)
        {
            if (!_running.IsCompleted)
            {
                Volatile.Write(ref _isWanted, 1);
                return;
            }
            if (Next() is not null)
                Volatile.Write(ref _running, Task.Run(Run));
        }
    }

    private void Run()
    {
        while (true)
        {
            (IndexPartition Partition, Segment Segment)? next;
            lock (gate)
            {
                Volatile.Write(ref _isWanted, 0);
                next = Next();
            }
            if (next is var (partition, segment))
                Tend(partition, segment);
            else if (Volatile.Read(ref _isWanted) == 0)
                return;
        }
    }

    private (IndexPartition Partition, Segment Segment)? Next()
    {
        foreach (var partition in partitions())
        {
            foreach (var segment in partition.Segments)
            {
                if (segment.NeedsInversion || segment.NeedsCompaction)
                    return (partition, segment);
            }
        }
        return null;
    }

    private void Tend(IndexPartition partition, Segment segment)
    {
        SegmentView view;
        bool isMostlyDead;
        lock (gate)
            (view, isMostlyDead) = (segment.View, segment.NeedsCompaction);
        if (isMostlyDead)
        {
            Compact(partition, segment, [.. view.Texts.Select(text => text.ByRow
                ?? text.ByWord!.Invert(text.WordCounts.AsSpan(0, view.Count)))]);
            return;
        }
        var postings = view.Texts.Select(text => Postings.Of(text.ByRow.AsSpan(0, view.Count))).ToList();
        lock (gate)
        {
            segment.SetPostings(postings);
            partition.Publish();
        }
    }

    // Under the lock, because rows may be added and removed at any time; it is a copy of a few megabytes.
    private void Compact(IndexPartition partition, Segment segment, TextStatistics[][] texts)
    {
        lock (gate)
        {
            var view = segment.View;
            var compacted = new Segment(schema, segmentRows);
            var removedLsn = 0L;
            for (var row = 0; row < view.Count; row++)
            {
                if (view.Rows[row].RemovedLsn == long.MaxValue)
                    compacted.Add(view, [.. view.Texts.Select((text, i) => text.ByRow ?? texts[i])], row);
                else
                    removedLsn = Math.Max(removedLsn, view.Rows[row].RemovedLsn);
            }
            partition.CompleteFrom(removedLsn);
            partition.Replace(segment, compacted.Count == 0 ? null : compacted);
            partition.Publish();
        }
    }
}
