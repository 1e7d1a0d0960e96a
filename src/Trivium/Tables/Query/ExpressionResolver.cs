using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>Makes paths of the names in expressions and sources. One per query.</summary>
/// <param name="catalog">The tables there are.</param>
/// <param name="parameters">The names of the parameters that have a value.</param>
internal sealed class ExpressionResolver(TableCatalog catalog, IReadOnlySet<string> parameters)
{
    // What ranks or runs code elsewhere: it needs items, indexes or stored code that SQL does not show.
    private static readonly HashSet<string> _searchFunctions =
        new(StringComparer.OrdinalIgnoreCase)
        {
            "FullTextScore", "VectorDistance", "RRF", "FullTextContains", "FullTextContainsAll", "FullTextContainsAny",
        };

    private int _aliases;

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
            case IdentifierExpression name:
                return Name(name, scope, outputs);
            case PropertyExpression { Target: IdentifierExpression root } property
                when TableColumn(root, property, scope) is { } column:
                return NameScope.PathTo(column, root);
            case CountStarExpression star:
                return CountOfRows(star.Position);
            case SubqueryExpression subquery:
                return subquery with { Query = Subquery(subquery.Query, scope) };
            case FunctionCallExpression { IsUserDefined: true } call:
                throw SqlFault.At(
                    call, $"udf.{call.Name} is not a function here; there are no user-defined functions.");
            case FunctionCallExpression call when _searchFunctions.Contains(call.Name):
                throw SqlFault.At(call, $"{call.Name} is not a function here; search with POST /v1/search.");
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

    /// <summary>The right side of a JOIN, or a source of a subquery; binds its name.</summary>
    public FromSource Source(FromSource source, NameScope scope)
    {
        switch (source)
        {
            case JoinSource join:
                FromSource left = Source(join.Left, scope);
                return join with { Left = left, Right = Source(join.Right, scope) };
            case ArraySource array:
                SourceCollection elements = Collection(array.Collection, scope);
                return array with { Alias = Bind(array.Alias, scope), Collection = elements };
            case AliasedSource aliased:
                SourceCollection collection = Collection(aliased.Collection, scope);
                return aliased with { Alias = Bind(AliasOf(aliased), scope), Collection = collection };
            default:
                throw new ArgumentOutOfRangeException(nameof(source), source, "A source nobody knows.");
        }
    }

    private static string AliasOf(AliasedSource source) =>
        source.Alias
        ?? (source.Collection as PathCollection)?.Path.LastOrDefault().Name
        ?? (source.Collection as PathCollection)?.Root
        ?? throw SqlFault.At(source, "a subquery in FROM needs a name: (SELECT …) AS name.");

    private string Bind(string alias, NameScope scope)
    {
        var sent = $"j{++_aliases}";
        scope.Bind(alias, sent);
        return sent;
    }

    private SourceCollection Collection(SourceCollection collection, NameScope scope) => collection switch
    {
        SubqueryCollection subquery => subquery with { Query = Subquery(subquery.Query, scope) },
        PathCollection path => Path(path, scope),
        _ => throw new ArgumentOutOfRangeException(nameof(collection), collection, "A collection nobody knows."),
    };

    private PathCollection Path(PathCollection path, NameScope scope)
    {
        if (scope.Bound(path.Root) is { } bound) return path with { Root = bound };
        CatalogColumn? column;
        var rest = path.Path.AsEnumerable();
        if (scope.IsTable(path.Root) && path.Path is [{ Name: { } name }, ..])
        {
            column = scope.Column(name);
            rest = rest.Skip(1);
        }
        else
        {
            column = scope.Column(path.Root);
        }

        if (column is not null)
        {
            var steps = column.Path.Select(step => new PathStep(step)).Concat(rest);
            return path with { Root = ResolvedQuery.ItemAlias, Path = SqlList.From(steps) };
        }

        if (catalog.Find(path.Root) is null || scope.IsTable(path.Root))
            throw SqlFault.At(path, scope.Unknown(path.Root));
        throw SqlFault.At(
            path,
            $"tables cannot be joined, so '{path.Root}' cannot be read here; ask for each and join the answers.");
    }

    private SqlQuery Subquery(SqlQuery query, NameScope outer)
    {
        if (query.Having is not null) throw SqlFault.At(query.Having, "HAVING is not possible in a subquery.");
        var scope = new NameScope(outer);
        FromSource? from = query.From is null ? null : Source(query.From, scope);
        return query with
        {
            From = from,
            Select = query.Select with
            {
                Spec = Spec(query.Select.Spec, scope),
                Top = query.Select.Top is { } top ? Given(top) : null,
            },
            Where = query.Where is null ? null : Resolve(query.Where, scope),
            GroupBy = SqlTree.MapAll(query.GroupBy, key => Resolve(key, scope)),
            OrderBy = OrderBy(query.OrderBy, scope),
            OffsetLimit = RowCounts(query.OffsetLimit),
        };
    }

    /// <summary>OFFSET and LIMIT with parameters that have values.</summary>
    public OffsetLimitClause? RowCounts(OffsetLimitClause? clause) =>
        clause is null ? null : clause with { Offset = Given(clause.Offset), Limit = Given(clause.Limit) };

    // An output name is kept as written, also where the column it names is spelt differently.
    private SelectSpec Spec(SelectSpec spec, NameScope scope) => spec switch
    {
        SelectStar star => star,
        SelectValue value => value with { Expression = Resolve(value.Expression, scope) },
        SelectList list => list with
        {
            Items = SqlList.From(list.Items.Select(
                item => item with { Alias = item.Name, Expression = Resolve(item.Expression, scope) })),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "A SELECT nobody knows."),
    };

    private OrderByClause? OrderBy(OrderByClause? clause, NameScope scope) => clause switch
    {
        null => null,
        OrderByKeys keys => keys with
        {
            Items = SqlList.From(keys.Items.Select(item => item with { Expression = Resolve(item.Expression, scope) })),
        },
        _ => throw SqlFault.At(clause, "ORDER BY RANK is not possible here; search with POST /v1/search."),
    };

    /// <summary>COUNT(*) as the store knows it.</summary>
    public static FunctionCallExpression CountOfRows(SourcePosition position)
    {
        var one = new LiteralExpression(CosmosValue.FromNumber(1)) { Position = position };
        return new FunctionCallExpression("COUNT", [one]) { Position = position };
    }

    private static CatalogColumn? TableColumn(
        IdentifierExpression root, PropertyExpression property, NameScope scope)
    {
        if (scope.Bound(root.Name) is not null || !scope.IsTable(root.Name)) return null;
        if (scope.Column(property.Name) is { } column) return column;
        return scope.Column(root.Name) is null ? throw SqlFault.At(root, scope.Unknown(property.Name)) : null;
    }

    private static SqlExpression Name(IdentifierExpression name, NameScope scope, IReadOnlyList<OutputColumn>? outputs)
    {
        if (scope.Bound(name.Name) is { } bound) return name with { Name = bound };
        if (scope.Column(name.Name) is { } column) return NameScope.PathTo(column, name);
        if (outputs is not null && NameMatch.Find(outputs, static output => output.Name, name.Name) is { } output)
            return output.Expression;
        if (!scope.IsTable(name.Name)) throw SqlFault.At(name, scope.Unknown(name.Name));
        string example = $"{name.Name}.{scope.Table.Columns[0].Name}";
        throw SqlFault.At(name, $"'{name.Name}' is the table; name a column of it, as in {example}.");
    }
}
