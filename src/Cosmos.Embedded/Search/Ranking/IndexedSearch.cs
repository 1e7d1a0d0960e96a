using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Sql.Analysis;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>Answers a ranked search from the index, with what the query would give over all items.</summary>
internal sealed class IndexedSearch(
    RankedSearch search, IReadOnlyDictionary<string, CosmosValue> parameters, EvaluationOptions options)
{
    /// <summary>How many rows a search may want; beyond it scanning is not much slower.</summary>
    public const int RowsMax = 2000;

    /// <summary>The rows wanted, best first; null when only a scan can tell.</summary>
    /// <param name="partitions">The index of the partitions in the scope.</param>
    /// <param name="version">The version of the container that is read.</param>
    /// <param name="scope">What is read of it.</param>
    /// <param name="nowSeconds">When, in seconds since 1970.</param>
    /// <param name="cancellation">Ends it with <see cref="OperationCanceledException"/>.</param>
    public IReadOnlyList<IndexedRow>? Run(
        IReadOnlyList<PartitionView> partitions, ContainerState version, PartitionScope scope, long nowSeconds,
        CancellationToken cancellation)
    {
        var filter = new RowFilter(search.Conditions.Where(condition => condition.Words is null), Compile);
        var rows = new SearchedRows(partitions, version, scope, nowSeconds, search.Conditions, filter);
        if (Ranked(rows, cancellation) is not { } ranked)
            return null;
        var wanted = search.Offset + search.Limit;
        if (ranked.Count < wanted)
            ranked.AddRange(rows.Rest([.. ranked], wanted - ranked.Count));
        return filter.NeedsItems
            ? null : [.. ranked.Take(wanted).Skip(search.Offset).Select(id => rows[id])];
    }

    /// <summary>Whether a container's index has all that the search asks for.</summary>
    public static bool IsAnswerable(RankedSearch search, SearchSchema schema) =>
        (long)search.Offset + search.Limit is > 0 and <= RowsMax
        && search.Scores.All(score => score switch
        {
            VectorScore vector => schema.VectorIndexOf(vector.Path) is >= 0 and var path
                && schema.Vectors[path].Dimensions == vector.Vector.Length,
            TextScore text => schema.TextIndexOf(text.Path) >= 0,
            _ => false,
        })
        && search.Conditions.All(condition => condition.Words is { } words
            ? schema.TextIndexOf(words.Path) >= 0 : condition.Properties.All(schema.Projects));

    private Func<CosmosValue, bool> Compile(RowCondition condition) =>
        SqlEvaluator.CompilePredicate(condition.Expression, search.Alias, parameters, options);

    private List<RowId>? Ranked(SearchedRows rows, CancellationToken cancellation)
    {
        var isFusion = search.Scores.Count > 1;
        var depth = isFusion ? RankedSearch.FusionDepth : search.Offset + search.Limit;
        var rankings = new List<List<ScoredRow>>();
        foreach (var score in search.Scores)
        {
            var ranking = score switch
            {
                VectorScore vector => new VectorRanking(rows, vector, cancellation).Best(depth),
                TextScore text => new TextRanking(rows, text, cancellation).Best(depth),
                _ => throw new InvalidOperationException($"No ranking by {score.GetType().Name}."),
            };
            if (ranking is null)
                return null;
            rankings.Add(ranking);
        }
        var ranked = isFusion ? RankFusion.Fuse(rankings, search.Weights, rows) : rankings[0];
        return ranked is null ? null : [.. ranked.Select(row => row.Id)];
    }
}
