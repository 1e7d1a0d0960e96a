using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// The search indexes of an account. They are derived from items and can always be made again, so nothing that goes
/// wrong here fails a write or a query: the index is dropped, and a later search indexes anew.
/// </summary>
/// <param name="options">Where vectors go: beside the database file, else in memory.</param>
/// <param name="logger">Where faults are told.</param>
internal sealed partial class SearchIndexes(EmbeddedCosmosOptions options, ILogger logger) : IItemObserver, IDisposable
{
    private readonly ConcurrentDictionary<uint, ContainerIndex> _containers = [];
    private readonly ConcurrentBag<ScratchVectors> _scratch = [];
    private int _scratchFiles;

    /// <summary>Off for tests that compare with the scan.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>How many searches were answered from an index.</summary>
    public long SearchesAnswered => Volatile.Read(ref _searchesAnswered);

    private long _searchesAnswered;

    public void CountAnswered() => Interlocked.Increment(ref _searchesAnswered);

    public void Committed(ContainerState container, IReadOnlyList<ItemChange> changes)
    {
        var schema = container.Definition.Search;
        if (schema.IsEmpty)
            return;
        if (!_containers.TryGetValue(container.Number, out var index) || !index.Schema.IsSameAs(schema))
        {
            // Every change has a number; when these are the first ones, the index has everything from the beginning.
            index = New(container, isComplete: container.Lsn == changes.Count);
            _containers[container.Number] = index;
        }
        try
        {
            index.Apply(changes, container.Lsn);
        }
        catch (Exception error)
        {
            _containers[container.Number] = New(container, isComplete: false);
            LogDropped(logger, error, container.Number);
        }
    }

    public void Dropped(ContainerState container) => _containers.TryRemove(container.Number, out _);

    /// <summary>The rows that a search has to look at; null when it must do without an index.</summary>
    /// <param name="version">The version of the container that is read.</param>
    /// <param name="scope">What is read of it.</param>
    /// <param name="newest">Opens the version published last.</param>
    public IReadOnlyList<PartitionView>? Read(
        ContainerState version, PartitionScope scope, Func<AccountSnapshot> newest)
    {
        var schema = version.Definition.Search;
        if (!IsEnabled || schema.IsEmpty)
            return null;
        var index = _containers.GetOrAdd(version.Number, _ => New(version, isComplete: version.Lsn == 0));
        return index.Schema.IsSameAs(schema) ? index.Read(version, scope, newest) : null;
    }

    /// <summary>Ends when nothing is left to be inverted or compacted.</summary>
    public Task MaintenanceDone => Task.WhenAll(_containers.Values.Select(index => index.MaintenanceDone));

    /// <summary>Removes the scratch files. Nothing may be searched any more.</summary>
    public void Dispose()
    {
        foreach (var scratch in _scratch)
            scratch.Dispose();
    }

    private ContainerIndex New(ContainerState container, bool isComplete) => new(
        container.Definition.Search, container.Number, isComplete, container.Lsn, options.SearchSegmentRows,
        [.. container.Definition.Search.Vectors.Select(vector => Keeper(vector.Dimensions))]);

    private Func<float[], ExactVector> Keeper(int dimensions)
    {
        if (options.DatabasePath is not { } databasePath)
            return static vector => new HeldVector(vector);
        var scratch = new Lazy<ScratchVectors>(() =>
        {
            var number = Interlocked.Increment(ref _scratchFiles);
            var opened = new ScratchVectors($"{databasePath}-vectors-{number}", dimensions);
            _scratch.Add(opened);
            return opened;
        });
        return vector => scratch.Value.Keep(vector);
    }

    [LoggerMessage(EventId = 3004, Level = LogLevel.Error,
        Message = "The search index of container {Container} was dropped; the next search makes it again")]
    private static partial void LogDropped(ILogger logger, Exception error, uint container);
}
