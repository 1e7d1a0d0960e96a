using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>Makes paths of the names in expressions and sources. One per query.</summary>
/// <param name="catalog">The tables there are.</param>
/// <param name="parameters">The names of the parameters that have a value.</param>
internal sealed partial class ExpressionResolver(TableCatalog catalog, IReadOnlySet<string> parameters)
{
    /// <summary>The expression over paths.</summary>
    /// <param name="expression">As parsed.</param>
    /// <param name="scope">The names it can use.</param>
    /// <param name="outputs">Output columns it can name where no column has that name; null for none.</param>
    public SqlExpression Resolve(SqlExpression expression, NameScope scope, IReadOnlyList<OutputColumn>? outputs = null)
    {
        switch (expression)
        {
            case ParameterExpression parameter:
                return Given(parameter);
            case IdentifierExpression or PropertyExpression when DottedName.Of(expression) is { } name:
                return Named(name, scope, outputs);
            case IndexExpression { Index: not (LiteralExpression or ParameterExpression) } index:
                throw SqlFault.At(index.Index, "an index must be a number or a parameter.");
            case BinaryExpression { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual } comparison
                when IsNull(comparison.Left) || IsNull(comparison.Right):
                throw SqlFault.At(comparison, "nothing equals NULL; write IS NULL or IS NOT NULL.");
            case CountStarExpression star:
                return CountOfRows(star.Position);
            case CountDistinctExpression count when scope.IsSubquery:
                throw SqlFault.At(
                    count,
                    "COUNT(DISTINCT …) is not possible in a subquery; write "
                        + "ARRAY_LENGTH(ARRAY(SELECT DISTINCT VALUE …)).");
            case AllColumnsExpression all:
                throw SqlFault.At(all, "* cannot stand here; name the columns.");
            case SubqueryExpression subquery:
                return subquery with { Query = Subquery(subquery.Query, scope) };
            case FunctionCallExpression call:
                SqlExpression known = FunctionNames.Known(call);
                return SqlTree.MapChildren(known, child => Resolve(child, scope, outputs));
            default:
                return SqlTree.MapChildren(expression, child => Resolve(child, scope, outputs));
        }
    }

    /// <summary>The parameter, which must have a value.</summary>
    public SqlExpression Given(SqlExpression rowCountOrParameter)
    {
        if (rowCountOrParameter is not ParameterExpression parameter) return rowCountOrParameter;
        if (parameter.Name.StartsWith(SqlRequestReader.ReservedPrefix, StringComparison.Ordinal))
        {
            throw SqlFault.At(
                parameter,
                $"{parameter.Name} starts with {SqlRequestReader.ReservedPrefix}, which is reserved; "
                    + "choose another name.");
        }

        if (parameters.Contains(parameter.Name)) return parameter;
        throw SqlFault.At(
            parameter,
            $"{parameter.Name} has no value. Give it one in 'parameters': {{\"{parameter.Name}\": …}}.");
    }

    /// <summary>OFFSET and LIMIT with parameters that have values.</summary>
    public OffsetLimitClause? RowCounts(OffsetLimitClause? clause) =>
        clause is null ? null : clause with { Offset = Given(clause.Offset), Limit = Given(clause.Limit) };

    /// <summary>COUNT(*) as the store knows it.</summary>
    public static FunctionCallExpression CountOfRows(SourcePosition position)
    {
        var one = new LiteralExpression(CosmosValue.FromNumber(1)) { Position = position };
        return new FunctionCallExpression("COUNT", [one]) { Position = position };
    }

    private static bool IsNull(SqlExpression expression) => expression is LiteralExpression { Value.IsNull: true };

    private SqlExpression Named(DottedName name, NameScope scope, IReadOnlyList<OutputColumn>? outputs)
    {
        IdentifierExpression root = name.Root;
        if (scope.Bound(root.Name) is { } bound)
            return name.After(new IdentifierExpression(bound) { Position = root.Position }, 1);
        if (DottedName.Column(name.Names, scope) is var (column, count))
            return name.After(NameScope.PathTo(column, root), count);
        if (outputs is not null && NameMatch.Find(outputs, static output => output.Name, root.Name) is { } output)
            return name.After(output.Expression, 1);
        throw Unknown(name, scope);
    }

    private Exception Unknown(DottedName name, NameScope scope)
    {
        IdentifierExpression root = name.Root;
        if (scope.IsTable(root.Name))
        {
            return name.Properties.Count == 0
                ? SqlFault.At(
                    root, $"'{root.Name}' is the table; name a column of it, as in {root.Name}.{Example(scope)}.")
                : SqlFault.At(root, scope.Unknown(name.Properties[0]));
        }

        if (name.Properties.Count > 0 && catalog.Find(root.Name) is { } other) throw OtherTable(root, other.Name);
        string hint = root.IsQuoted ? $" Text stands in single quotes: '{root.Name.Replace("'", "''")}'." : "";
        return SqlFault.At(root, scope.Unknown(root.Name) + hint);
    }

    private static string Example(NameScope scope) => scope.Table.Columns[0].Name;

    private static Exception OtherTable(SqlNode place, string table) => SqlFault.At(
        place,
        $"tables cannot be joined, so '{table}' cannot be read here; ask for each and join the answers.");
}
