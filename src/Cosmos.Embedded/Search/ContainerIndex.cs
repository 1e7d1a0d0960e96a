using System.Collections.Concurrent;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// The search index of one container, by the first level of the partition key. What the container held when the engine
/// was opened is indexed when the first search asks for it, partition by partition; what is committed since, at once.
/// </summary>
internal sealed class ContainerIndex
{
    // One level of a partition key is a hash of 32 hexadecimal digits.
    private const int LevelCharacters = 32;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, IndexPartition> _partitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartitionLoading> _loading = new(StringComparer.Ordinal);
    private readonly Dictionary<long, IndexedRow> _live = [];
    private readonly IReadOnlyList<Func<float[], ExactVector>> _keepers;
    private readonly bool _isComplete;
    private readonly uint _number;
    private readonly int _segmentRows;
    private readonly IndexMaintenance _maintenance;
    private long _appliedLsn;

    /// <summary>Makes an index without rows.</summary>
    /// <param name="schema">What is indexed.</param>
    /// <param name="number">The container's number.</param>
    /// <param name="isComplete">Whether the container is empty too, so that there is nothing to load.</param>
    /// <param name="fromLsn">What was committed up to there is told by items only.</param>
    /// <param name="segmentRows">How many rows a segment takes.</param>
    /// <param name="keepers">For each vector path what keeps vectors in full.</param>
    public ContainerIndex(
        SearchSchema schema, uint number, bool isComplete, long fromLsn, int segmentRows,
        IReadOnlyList<Func<float[], ExactVector>> keepers)
    {
        _appliedLsn = fromLsn;
        _number = number;
        _segmentRows = segmentRows;
        Schema = schema;
        _isComplete = isComplete;
        _keepers = keepers;
        _maintenance = new IndexMaintenance(schema, segmentRows, _gate, () => _partitions.Values);
    }

    public SearchSchema Schema { get; }

    /// <summary>Ends when nothing is left to be inverted or compacted.</summary>
    public Task MaintenanceDone => _maintenance.Done;

    /// <summary>The part of an effective partition key that tells the partition of the index.</summary>
    public static string PrefixOf(string epk) => epk.Length <= LevelCharacters ? epk : epk[..LevelCharacters];

    /// <summary>Takes in what was committed, before the version with it is published.</summary>
    /// <param name="changes">In the order in which they were made.</param>
    /// <param name="lsn">The container's log sequence number after them. No version between is ever read, so it also
    /// serves for each removal.</param>
    public void Apply(IReadOnlyList<ItemChange> changes, long lsn)
    {
        lock (_gate)
        {
            _appliedLsn = lsn;
            var touched = new HashSet<IndexPartition>();
            foreach (var change in changes)
            {
                var prefix = PrefixOf((change.After ?? change.Before!).Epk);
                if (_loading.TryGetValue(prefix, out var loading))
                    loading.Missed.Add((change, lsn));
                else if (PartitionFor(prefix) is { } partition)
                {
                    Apply(partition, change, lsn);
                    touched.Add(partition);
                }
            }
            foreach (var partition in touched)
                partition.Publish();
        }
        _maintenance.Start();
    }

    /// <summary>
    /// The rows of the partitions that a scope touches, indexed now if need be; null when the version that is read is
    /// older than what the index can show.
    /// </summary>
    /// <param name="version">The version that is read.</param>
    /// <param name="scope">What is read of it.</param>
    /// <param name="newest">Opens the version published last.</param>
    public IReadOnlyList<PartitionView>? Read(
        ContainerState version, PartitionScope scope, Func<AccountSnapshot> newest)
    {
        var views = new List<PartitionView>();
        foreach (var prefix in Prefixes(version, scope))
        {
            if (!_partitions.TryGetValue(prefix, out var partition))
            {
                // A partition without items has none either when everything written is indexed at once.
                if (_isComplete)
                    continue;
                partition = Load(prefix, newest);
                if (partition is null)
                    return null;
            }
            var view = partition.View;
            if (view.CompleteFromLsn > version.Lsn)
                return null;
            views.Add(view);
        }
        return views;
    }

    private IEnumerable<string> Prefixes(ContainerState version, PartitionScope scope)
    {
        if (scope.Start.Length >= LevelCharacters
            && scope.End.StartsWith(PrefixOf(scope.Start), StringComparison.Ordinal))
            return [PrefixOf(scope.Start)];
        return _isComplete ? _partitions.Keys : PrefixesOf(version.Items, scope);
    }

    private static IEnumerable<string> PrefixesOf(ItemSet items, PartitionScope scope)
    {
        while (items.Range(scope).FirstOrDefault() is { } first)
        {
            var prefix = PrefixOf(first.Epk);
            yield return prefix;
            scope = scope with { Start = prefix + PartitionScope.Top };
        }
    }

    private IndexPartition? PartitionFor(string prefix)
    {
        if (_partitions.TryGetValue(prefix, out var partition) || !_isComplete)
            return partition;
        return _partitions[prefix] = new IndexPartition(Schema, _segmentRows, _keepers);
    }

    private void Apply(IndexPartition partition, ItemChange change, long lsn)
    {
        if (change.Before is { } before && _live.Remove(before.Key, out var replaced))
        {
            replaced.RemovedLsn = change.After?.Lsn ?? lsn;
            replaced.Home!.CountDead();
        }
        if (change.After is not { } item)
            return;
        var features = change.Features is { } decoded && decoded.Schema.IsSameAs(Schema)
            ? decoded : SearchFeatures.Of(Schema, item);
        _live.Add(item.Key, partition.Add(item, features));
    }

    private IndexPartition? Load(string prefix, Func<AccountSnapshot> newest)
    {
        PartitionLoading? loading;
        bool isOurs;
        long appliedLsn;
        lock (_gate)
        {
            if (_partitions.TryGetValue(prefix, out var partition))
                return partition;
            isOurs = !_loading.TryGetValue(prefix, out loading);
            if (isOurs)
                _loading.Add(prefix, loading = new PartitionLoading());
            appliedLsn = _appliedLsn;
        }
        if (!isOurs)
            return loading!.Loaded.Task.GetAwaiter().GetResult();
        IndexPartition? loaded = null;
        try
        {
            using var snapshot = newest();
            // What was applied before changes began to be noted must be in the version that is indexed.
            if (snapshot.Find(_number) is { } version && version.Lsn >= appliedLsn)
                loaded = Load(prefix, loading!, version);
        }
        finally
        {
            lock (_gate)
                _loading.Remove(prefix);
            loading!.Loaded.SetResult(loaded);
        }
        return loaded;
    }

    private SearchFeatures FeaturesOf(FeatureRow row, ContainerState version)
    {
        if (StoredFeatures.Decode(Schema, row.Features) is { } features)
            return features;
        // Of an item that is known to be there.
        var item = row.Item.Body.Length > 0 ? row.Item : version.Items.Find(row.Item.Epk, row.Item.Id)!;
        return SearchFeatures.Of(Schema, item);
    }

    private IndexPartition Load(string prefix, PartitionLoading loading, ContainerState version)
    {
        var partition = new IndexPartition(Schema, _segmentRows, _keepers);
        partition.CompleteFrom(version.Lsn);
        var rows = new List<IndexedRow>();
        // In order, so that the chunks of a document stay together.
        var decoded = version.Items.Features(PartitionScope.Below(prefix)).AsParallel().AsOrdered()
            .Select(row => (row.Item, Features: FeaturesOf(row, version)));
        foreach (var (item, features) in decoded)
            rows.Add(partition.Add(item, features));
        lock (_gate)
        {
            foreach (var row in rows)
                _live.Add(row.Key, row);
            foreach (var (change, lsn) in loading.Missed.Where(missed => missed.Lsn > version.Lsn))
                Apply(partition, change, lsn);
            partition.Publish();
            _partitions[prefix] = partition;
        }
        _maintenance.Start();
        return partition;
    }
}
