using Trivium.Cosmos.Sql.Binding;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Evaluation.Ranking;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>Recognises queries that are a <see cref="RankedSearch"/>.</summary>
public static class RankedSearchFinder
{
    /// <summary>
    /// The ranked search that a valid query is; null when it is none, or one whose results depend on more than the
    /// best items (DISTINCT, aggregates, results that may be undefined).
    /// </summary>
    /// <param name="query">A query that compiles.</param>
    /// <param name="parameters">Values by name, the leading @ included; null for none.</param>
    /// <param name="vectors">Tells the distance functions of the container's policy.</param>
    public static RankedSearch? TryFind(
        SqlQuery query, IReadOnlyDictionary<string, CosmosValue>? parameters, IVectorSource vectors)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(vectors);
        if (query is not { GroupBy.Count: 0, Having: null, Select.Distinct: false, OrderBy: { } order }) return null;
        if (query.From is not AliasedSource { Collection: PathCollection { Path.Count: 0 } path } source) return null;
        var alias = source.Alias ?? path.Root;
        var constants = new Constants(parameters);
        if (Slice(query, constants) is not { } slice || !IsPlain(query.Select.Spec, alias)) return null;
        if (ScoresOf(order, new ScoreReader(alias, constants, vectors)) is not var (scores, weights)) return null;
        if (Conditions(query.Where, alias, constants) is not { } conditions) return null;
        var projection = new SqlQuery(new SelectClause(query.Select.Spec), query.From);
        return new RankedSearch(alias, scores, weights, conditions, slice.Offset, slice.Limit, projection);
    }

    private static (int Offset, int Limit)? Slice(SqlQuery query, Constants constants)
    {
        if (query.Select.Top is { } top) return constants.Count(top) is { } count ? (0, count) : null;
        return query.OffsetLimit is { } slice
            && constants.Count(slice.Offset) is { } offset && constants.Count(slice.Limit) is { } limit
            ? (offset, limit) : null;
    }

    // An item whose result is undefined is left out and makes room for the next one, which nobody can tell beforehand.
    private static bool IsPlain(SelectSpec select, string alias) => select switch
    {
        SelectStar => true,
        SelectValue { Expression: IdentifierExpression } => true,
        SelectValue { Expression: PropertyExpression { Name: "id", Target: IdentifierExpression target } } =>
            target.Name == alias,
        SelectList list => !list.Items.Any(item => SyntaxChildren.SelfAndDescendants(item.Expression)
            .Any(part => part is SubqueryExpression || QueryParts.IsAggregate(part))),
        _ => false,
    };

    private static (SqlList<RankedScore> Scores, SqlList<double> Weights)? ScoresOf(
        OrderByClause order, ScoreReader reader)
    {
        switch (order)
        {
            case OrderByKeys { Items: [{ Expression: FunctionCallExpression call }] }
                when VectorDistanceCompiler.IsVectorDistance(call):
                return reader.Read(call) is { } distance ? ([distance], [1]) : null;
            case OrderByRank { Score: FunctionCallExpression call } when !RankFunctions.IsFusion(call):
                return reader.Read(call) is { } score ? ([score], [1]) : null;
            case OrderByRank { Score: FunctionCallExpression fusion }:
                var scores = new List<RankedScore>();
                foreach (var call in fusion.Arguments.OfType<FunctionCallExpression>())
                {
                    if (reader.Read(call) is not { } component) return null;
                    scores.Add(component);
                }

                return reader.Weights(fusion, scores.Count) is { } weights ? (SqlList.From(scores), weights) : null;
            default:
                return null;
        }
    }

    private static SqlList<RowCondition>? Conditions(SqlExpression? where, string alias, Constants constants)
    {
        var conditions = new List<RowCondition>();
        var pending = new Stack<SqlExpression>();
        if (where is not null) pending.Push(where);
        while (pending.TryPop(out var expression))
        {
            if (expression is LogicalExpression { Operator: LogicalOperator.And } chain)
            {
                foreach (var operand in chain.Operands) pending.Push(operand);
                continue;
            }

            if (ConditionProperties.Of(expression, alias) is not { Count: > 0 } properties) return null;
            conditions.Add(new RowCondition(
                expression, properties, WordConditionReader.TryRead(expression, alias, constants)));
        }

        return SqlList.From(conditions);
    }
}
