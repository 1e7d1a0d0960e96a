using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Tables.Query;

/// <summary>
/// Aggregates over rows that the store has grouped already, more finely than asked for: each from the same aggregate of
/// the parts. So different values are counted over at most as many groups as memory takes, and no set of them travels.
/// </summary>
internal sealed class Regrouping(SentRow row)
{
    private readonly List<SqlExpression> _counted = [];

    /// <summary>Whether the query counts different values.</summary>
    public static bool IsNeeded(ResolvedQuery query) =>
        query.Columns.Select(column => column.Expression)
            .Concat(query.OrderBy.Select(key => key.Expression))
            .Concat(query.Having is null ? [] : [query.Having])
            .Any(expression => SqlTree.Any(expression, static part => part is CountDistinctExpression));

    /// <summary>What the store has to group by as well: that of which different values are counted.</summary>
    public IReadOnlyList<SqlExpression> Counted => _counted;

    /// <summary>The aggregate over the groups the store makes.</summary>
    public SqlExpression InMemory(SqlExpression aggregate)
    {
        if (aggregate is CountDistinctExpression count) return Different(count);
        var call = (FunctionCallExpression)aggregate;
        switch (call.Name.ToUpperInvariant())
        {
            case "COUNT" or "COUNTIF":
                return Of("SUM", row.Property(call));
            case "MIN" or "MAX":
                return Of(call.Name, row.Property(call));
            case "SUM":
                return Sum(call);
            case "AVG":
                SqlExpression values = Of("SUM", row.Property(call with { Name = "COUNT" }));
                var mean = new BinaryExpression(BinaryOperator.Divide, Sum(call with { Name = "SUM" }), values);
                return WhereTrue(new BinaryExpression(BinaryOperator.GreaterThan, values, Number(0)), mean);
            default:
                string name = call.Name.ToUpperInvariant();
                throw SqlFault.At(call, $"{name} cannot stand beside COUNT(DISTINCT …); ask for each on its own.");
        }
    }

    private CountDistinctExpression Different(CountDistinctExpression count)
    {
        if (!SqlTree.Any(count.Value, static part => part is IdentifierExpression)
            || SqlTree.Any(count.Value, static part => part is SubqueryExpression))
            throw SqlFault.At(count, "COUNT(DISTINCT …) takes columns and expressions over them.");
        _counted.Add(count.Value);
        return new(row.Property(count.Value));
    }

    // A part without a sum, where a value is no number, leaves the whole without one.
    private ConditionalExpression Sum(FunctionCallExpression call)
    {
        SqlExpression part = row.Property(call);
        return WhereTrue(
            new BinaryExpression(BinaryOperator.Equal, Of("COUNT", part), Of("COUNT", Number(1))), Of("SUM", part));
    }

    private static ConditionalExpression WhereTrue(SqlExpression condition, SqlExpression value) =>
        new(condition, value, new LiteralExpression(CosmosValue.Undefined));

    private static FunctionCallExpression Of(string name, SqlExpression argument) => new(name, [argument]);

    private static LiteralExpression Number(double number) => new(CosmosValue.FromNumber(number));
}
