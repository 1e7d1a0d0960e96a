using System.Diagnostics;
using Trivium.Cosmos.Sql.Aggregates;
using Trivium.Cosmos.Sql.Evaluation.Expressions;
using Trivium.Cosmos.Sql.Evaluation.Ranking;
using Trivium.Cosmos.Sql.Evaluation.Rows;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Evaluation.Plans;

/// <summary>Queries and subqueries to plans.</summary>
internal sealed class PlanCompiler
{
    private readonly SqlQuery _query;
    private readonly Compilation _compilation;
    private readonly Scope _scope;
    private readonly AggregateCollector _aggregates = new();
    private readonly Dictionary<string, SqlExpression> _outputs = new(StringComparer.Ordinal);

    private PlanCompiler(SqlQuery query, Compilation compilation, Scope? outer)
    {
        _query = query;
        _compilation = compilation;
        _scope = new Scope(outer);
        if (!compilation.Options.Dialect.AllowOutputNamesInOrderBy || query.Select.Spec is not SelectList list) return;
        foreach (var item in list.Items)
            if (item.Name is { } name) _outputs.TryAdd(name, item.Expression);
    }

    /// <summary>Compiles a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="compilation">What the whole compilation shares.</param>
    /// <param name="outer">The names of the queries around it; null for the outermost.</param>
    /// <param name="readsContainer">Whether its FROM may start from the container.</param>
    public static QueryPlan Compile(SqlQuery query, Compilation compilation, Scope? outer, bool readsContainer) =>
        new PlanCompiler(query, compilation, outer).Compile(readsContainer);

    private QueryPlan Compile(bool readsContainer)
    {
        var source = new SourceCompiler(_compilation, _scope, readsContainer).Compile(_query.From);
        var rowExpressions = new ExpressionCompiler(_compilation, _scope, null);
        if (_query.Where is { } where) source = new FilteredRows(source, rowExpressions.CompileScalar(where));
        var keys = rowExpressions.CompileAll(_query.GroupBy);
        var projection = Projection();
        var having = _query.Having is { } condition ? OutputExpressions().CompileScalar(condition) : null;
        var order = _query.OrderBy is { } orderBy ? Order(orderBy) : null;
        var isGrouped = keys.Length > 0 || _aggregates.Count > 0 || having is not null;
        var (offset, limit) = Slice();
        return new QueryPlan
        {
            Source = source,
            Grouping = isGrouped
                ? new Grouping(Array.ConvertAll(keys, key => key.Run), _aggregates, [.. _scope.OwnSlots], having)
                : null,
            Order = order,
            Projection = projection,
            Distinct = _query.Select.Distinct,
            Offset = offset,
            Limit = limit,
        };
    }

    private ExpressionCompiler OutputExpressions() => new(_compilation, _scope, _aggregates, _outputs);

    private Scalar Projection()
    {
        var compiler = new ExpressionCompiler(_compilation, _scope, _aggregates);
        switch (_query.Select.Spec)
        {
            case SelectValue value:
                return compiler.CompileScalar(value.Expression);
            case SelectList list:
                var values = new Scalar[list.Items.Count];
                for (var i = 0; i < values.Length; i++) values[i] = compiler.CompileScalar(list.Items[i].Expression);
                return ObjectBuilder.Of(OutputNames.Of(list), values);
            case SelectStar when _scope.OwnSlots.Count == 1:
                var slot = _scope.OwnSlots[0];
                return frame => frame.Slots[slot];
            case SelectStar star:
                throw new SqlException(
                    _scope.OwnSlots.Count == 0
                        ? SqlErrorCodes.StarWithoutFrom : SqlErrorCodes.StarWithJoin, star.Position,
                    "SELECT * needs a FROM that binds exactly one name; name what to select.");
            default:
                throw new UnreachableException($"No projection for {_query.Select.Spec.GetType().Name}.");
        }
    }

    private RowOrder Order(OrderByClause clause)
    {
        if (clause is OrderByRank rank)
            return RankCompiler.Compile(rank, new ExpressionCompiler(_compilation, _scope, null));
        var items = ((OrderByKeys)clause).Items;
        var keys = new Scalar[items.Count];
        var descending = new bool[items.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            (keys[i], descending[i]) =
                items[i].Expression is FunctionCallExpression call && VectorDistanceCompiler.IsVectorDistance(call)
                ? VectorDistanceCompiler.SortKey(call, items[i], OutputExpressions())
                : (Key(items[i].Expression), items[i].Direction == SortDirection.Descending);
        }

        return new KeyOrder(keys, descending);
    }

    // A key that is just a name means the selected column of that name before anything FROM binds.
    private Scalar Key(SqlExpression expression) =>
        expression is IdentifierExpression identifier && _outputs.TryGetValue(identifier.Name, out var output)
            ? new ExpressionCompiler(_compilation, _scope, _aggregates).CompileScalar(output)
            : OutputExpressions().CompileScalar(expression);

    private (int Offset, int Limit) Slice()
    {
        if (_query.Select.Top is { } top) return (0, RowCount(top, "TOP"));
        return _query.OffsetLimit is { } slice
            ? (RowCount(slice.Offset, "OFFSET"), RowCount(slice.Limit, "LIMIT"))
            : (0, int.MaxValue);
    }

    private int RowCount(SqlExpression expression, string clause)
    {
        var value = new ExpressionCompiler(_compilation, _scope, null).Compile(expression).Constant;
        if (value.IsNumber
            && value.AsNumber() is var number and >= 0 and <= int.MaxValue && number == Math.Truncate(number))
            return (int)number;
        throw new SqlException(
            SqlErrorCodes.RowCount, expression.Position,
            $"{clause} is {value}, but must be a whole number from 0 to {int.MaxValue}.");
    }
}
