using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>Turns a parsed query into one over the items of a table.</summary>
internal static class QueryResolver
{
    /// <param name="query">As parsed.</param>
    /// <param name="catalog">The tables there are.</param>
    /// <param name="parameters">The names of the parameters that have a value.</param>
    /// <exception cref="Errors.TriviumException">
    /// <c>invalid</c>: a name means nothing, or a clause is not possible.
    /// </exception>
    public static ResolvedQuery Resolve(SqlQuery query, TableCatalog catalog, IReadOnlySet<string> parameters)
    {
        var names = new ExpressionResolver(catalog, parameters);
        if (query.From is null)
            throw SqlFault.At(query, "FROM is missing; name a table of GET /v1/tables, as in SELECT * FROM documents.");
        (PathCollection path, string? alias) = Root(query.From);
        CatalogTable table = catalog.Find(path.Root) ?? throw NoTable(path, catalog);
        var scope = new NameScope(table, alias);
        FromSource from = From(query.From, names, scope);
        IReadOnlyList<OutputColumn> columns = OutputColumns.Of(query, names, scope);
        return new()
        {
            Table = table,
            From = from,
            Columns = columns,
            Distinct = query.Select.Distinct,
            Top = query.Select.Top is null ? null : names.Given(query.Select.Top),
            Where = query.Where is null ? null : WithoutAggregates(names.Resolve(query.Where, scope)),
            GroupBy = SqlTree.MapAll(
                query.GroupBy, key => Key(key, Numbered(key, columns) ?? names.Resolve(key, scope, columns))),
            Having = query.Having is null ? null : names.Resolve(query.Having, scope, columns),
            OrderBy = OrderBy(query.OrderBy, names, scope, columns),
            OffsetLimit = names.RowCounts(query.OffsetLimit),
        };
    }

    // The leftmost source: the table itself, or an array in its rows.
    private static (PathCollection Path, string? Alias) Root(FromSource source) => source switch
    {
        JoinSource join => Root(join.Left),
        AliasedSource { Collection: PathCollection { Path.Count: 0 } path } root => (path, root.Alias),
        ArraySource { Collection: PathCollection { Path.Count: > 0 } path } => (path, null),
        AliasedSource { Collection: SubqueryCollection } =>
            throw SqlFault.At(source, "a subquery cannot stand after FROM; name a table."),
        AliasedSource { Collection: PathCollection path } => throw Elements(path),
        ArraySource { Collection: PathCollection path } array => throw SqlFault.At(
            path, $"after IN name an array of a table's rows, as in FROM {array.Alias} IN {path.Root}.column."),
        _ => throw SqlFault.At(source, "name a table after FROM."),
    };

    private static Exception NoTable(PathCollection path, TableCatalog catalog)
    {
        string suggestion = NameMatch.Suggest([.. catalog.Names], path.Root);
        return SqlFault.At(path, $"there is no table '{path.Root}'. {suggestion}");
    }

    private static Exception Elements(PathCollection path) => SqlFault.At(
        path,
        "name a table after FROM; for the elements of its arrays write "
            + $"FROM {path.Root} JOIN x IN {path.Root}.column.");

    private static FromSource From(FromSource source, ExpressionResolver names, NameScope scope) => source switch
    {
        JoinSource join => join with { Left = From(join.Left, names, scope), Right = names.Source(join.Right, scope) },
        ArraySource array => new JoinSource(Items, names.Source(array, scope)),
        _ => Items,
    };

    private static AliasedSource Items => new(new PathCollection(ResolvedQuery.ItemAlias, SqlList<PathStep>.Empty));

    private static SqlList<OrderByItem> OrderBy(
        OrderByClause? clause, ExpressionResolver names, NameScope scope, IReadOnlyList<OutputColumn> columns) =>
        clause switch
        {
            null => SqlList<OrderByItem>.Empty,
            OrderByKeys keys => SqlList.From(keys.Items.Select(item => item with
            {
                Expression = Numbered(item.Expression, columns)
                    ?? Named(item.Expression, columns)
                    ?? names.Resolve(item.Expression, scope, columns),
            })),
            _ => throw SqlFault.At(clause, "ORDER BY RANK is not possible here; search with POST /v1/search."),
        };

    // ORDER BY 2: the second column of the answer.
    private static SqlExpression? Numbered(SqlExpression key, IReadOnlyList<OutputColumn> columns)
    {
        if (key is not LiteralExpression { Value: { Kind: CosmosValueKind.Number } value }) return null;
        double number = value.AsNumber();
        if (number >= 1 && number <= columns.Count && number == Math.Truncate(number))
            return columns[(int)number - 1].Expression;
        throw SqlFault.At(key, $"there is no column {value} in the answer; it has {columns.Count}.");
    }

    // ORDER BY total: an output column comes before a table's column of that name, as in every SQL.
    private static SqlExpression? Named(SqlExpression key, IReadOnlyList<OutputColumn> columns) =>
        key is IdentifierExpression name
            ? NameMatch.Find(columns, static column => column.Name, name.Name)?.Expression
            : null;

    // The store groups by what depends on the row, and by nothing that has to be looked up first.
    private static SqlExpression Key(SqlExpression written, SqlExpression key)
    {
        if (SqlTree.Any(key, static part => part is SubqueryExpression))
            throw SqlFault.At(written, "a subquery cannot stand in GROUP BY.");
        if (!SqlTree.Any(WithoutAggregates(key), static part => part is IdentifierExpression))
        {
            throw SqlFault.At(
                written, "GROUP BY takes columns and expressions over them; this is the same for all rows.");
        }

        return key;
    }

    private static SqlExpression WithoutAggregates(SqlExpression expression) => Aggregates.In(expression)
        ? throw SqlFault.At(expression, "an aggregate cannot stand in WHERE or GROUP BY; filter groups with HAVING.")
        : expression;
}
