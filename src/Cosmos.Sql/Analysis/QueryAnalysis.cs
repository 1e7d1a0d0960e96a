using Trivium.Cosmos.Sql.Evaluation.Ranking;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>Finds in a query what a store's indexes can answer.</summary>
public static class QueryAnalysis
{
    /// <summary>Analyses a query; unknown parameters and constructs are passed over, never refused.</summary>
    /// <param name="query">The query.</param>
    /// <param name="parameters">Values by name, the leading @ included; null for none.</param>
    public static QueryFacts Analyze(
        SqlQuery query, IReadOnlyDictionary<string, CosmosValue>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        var alias = RootAlias(query.From);
        if (alias is null) return new QueryFacts(null, [], []);
        var constants = new Constants(parameters);
        var conditions = query.Where is { } where ? new ConditionFinder(alias, constants).Find(where) : [];
        return new QueryFacts(alias, SqlList.From(conditions), FullTextPaths(query, alias));
    }

    private static string? RootAlias(FromSource? from)
    {
        while (from is JoinSource join) from = join.Left;
        return from is AliasedSource { Collection: PathCollection { Path.Count: 0 } path } source
            ? source.Alias ?? path.Root
            : null;
    }

    private static SqlList<string> FullTextPaths(SqlQuery query, string alias)
    {
        if (query.OrderBy is not OrderByRank { Score: FunctionCallExpression score }) return [];
        var calls = RankFunctions.IsFusion(score) ? score.Arguments.OfType<FunctionCallExpression>() : [score];
        var paths = new List<string>();
        foreach (var call in calls)
        {
            if (!RankFunctions.IsFullTextScore(call) || call.Arguments.Count == 0) continue;
            if (ItemPaths.TryFind(call.Arguments[0], alias) is { } path) paths.Add(ItemPaths.Format(path));
        }

        return SqlList.From(paths.Distinct(StringComparer.Ordinal));
    }
}
