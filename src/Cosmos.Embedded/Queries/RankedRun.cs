using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Search;
using Trivium.Cosmos.Embedded.Search.Ranking;
using Trivium.Cosmos.Sql.Analysis;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>Runs a query that ranks from the search index, reading in full only the items it returns.</summary>
internal sealed class RankedRun(Engine engine, ContainerState container, PartitionScope scope, long nowSeconds)
{
    /// <summary>The query's rows, best first; null when it has to be run over all items.</summary>
    public IReadOnlyList<byte[]>? Rows(QueryRequest query, CancellationToken cancellation)
    {
        var vectors = new DeclaredVectors(new StoredVectors(container.Definition.Vectors));
        if (RankedSearchFinder.TryFind(query.Query, query.Parameters, vectors) is not { } search
            || !IndexedSearch.IsAnswerable(search, container.Definition.Search))
            return null;
        var options = new EvaluationOptions { TimeProvider = engine.Options.TimeProvider, Vectors = vectors };
        if (engine.Search.Read(container, scope, engine.Snapshot) is { } partitions)
            return Rows(query, search, options, container, partitions, cancellation);
        // A partition that was just indexed begins with a version that may be newer than the request's: read that one,
        // unless readers are to be shown the old one.
        using var newest = engine.Snapshot();
        return newest.Find(container.Number) is { } newer
            && ReferenceEquals(engine.HeldBackReads.VersionFor(newer), newer)
            && engine.Search.Read(newer, scope, engine.Snapshot) is { } now
            ? Rows(query, search, options, newer, now, cancellation) : null;
    }

    private List<byte[]>? Rows(
        QueryRequest query, RankedSearch search, EvaluationOptions options, ContainerState version,
        IReadOnlyList<PartitionView> partitions, CancellationToken cancellation)
    {
        if (!partitions.All(partition => partition.IsComputable)
            || new IndexedSearch(search, query.Parameters, options)
                .Run(partitions, version, scope, nowSeconds, cancellation) is not { } found)
            return null;
        var items = new List<CosmosValue>(found.Count);
        foreach (var row in found)
        {
            // The index and the version must agree; if they ever do not, the version is right.
            if (version.Items.Find(row.Epk, row.Id) is not { } item || item.Lsn != row.AddedLsn)
                return null;
            // Parsed anew, not kept with the item: it may not be asked for again for long.
            items.Add(CosmosValue.Parse(item.Body, item));
        }
        engine.Search.CountAnswered();
        var projection = SqlEvaluator.Compile(search.Projection, query.Parameters, options);
        return [.. projection.Execute(items, cancellation).Select(QueryRun.Json)];
    }

    /// <summary>The policy's distance functions; vectors come from the items at hand.</summary>
    private sealed class DeclaredVectors(StoredVectors policy) : IVectorSource
    {
        public VectorDistanceFunction? FunctionOf(string path) => policy.FunctionOf(path);

        public bool TryGetVector(CosmosValue item, string path, out ReadOnlyMemory<float> vector)
        {
            vector = default;
            return false;
        }
    }
}
