using Trivium.Cosmos.Sql.Syntax;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>The columns of an answer: what SELECT lists, resolved, named and typed.</summary>
internal static class OutputColumns
{
    public static IReadOnlyList<OutputColumn> Of(SqlQuery query, ExpressionResolver names, NameScope scope)
    {
        switch (query.Select.Spec)
        {
            case SelectStar star:
                return query.From is JoinSource or ArraySource
                    ? throw BesideJoin(star, scope)
                    : All(scope.Table, star);
            case SelectValue value:
                return Named([new SelectItem(value.Expression)], names, scope);
            case SelectList list:
                return Named(list.Items, names, scope);
            default:
                throw new ArgumentOutOfRangeException(nameof(query), query.Select.Spec, "A SELECT nobody knows.");
        }
    }

    private static Exception BesideJoin(SqlNode star, NameScope scope) => SqlFault.At(
        star, $"SELECT * cannot stand beside JOIN or IN; name the columns, or write {scope.Table.Name}.*.");

    private static OutputColumn[] All(CatalogTable table, SqlNode star) =>
    [
        .. table.Columns.Select(
            column => new OutputColumn(column.Name, NameScope.PathTo(column, star), column.Type)),
    ];

    private static List<OutputColumn> Named(SqlList<SelectItem> items, ExpressionResolver names, NameScope scope)
    {
        RefuseTwice(items);
        var columns = new List<OutputColumn>();
        var taken = items.Select(item => item.Alias).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (SelectItem item in items)
        {
            if (item.Expression is AllColumnsExpression all)
            {
                columns.AddRange(AllOf(all, scope).Select(
                    column => column with { Name = Distinct(column.Name, taken) }));
                continue;
            }

            SqlExpression expression = names.Resolve(item.Expression, scope);
            string name = item.Alias ?? Distinct(Unnamed(item.Expression, expression, columns.Count + 1, scope), taken);
            columns.Add(new(name, expression, ExpressionTypes.Of(expression, scope.Table)));
        }

        return columns;
    }

    private static OutputColumn[] AllOf(AllColumnsExpression all, NameScope scope)
    {
        if (all.Source is { } source && scope.Bound(source) is not null)
            throw SqlFault.At(all, $"what is in '{source}' is not known before it is read; name the properties.");
        if (all.Source is { } table && !scope.IsTable(table))
            throw SqlFault.At(all, $"'{table}' is not the table; write {scope.Table.Name}.*.");
        return All(scope.Table, all);
    }

    private static void RefuseTwice(SqlList<SelectItem> items)
    {
        var aliases = new HashSet<string>(StringComparer.Ordinal);
        foreach (SelectItem item in items)
        {
            if (item.Alias is { } alias && !aliases.Add(alias))
            {
                throw SqlFault.At(
                    item, $"two columns of the answer are called '{alias}'; give one another name with AS.");
            }
        }
    }

    private static string Unnamed(SqlExpression written, SqlExpression resolved, int position, NameScope scope) =>
        ExpressionTypes.ColumnOf(resolved, scope.Table)?.Name ?? written switch
        {
            CountStarExpression or CountDistinctExpression => "count",
            FunctionCallExpression call => call.Name.ToLowerInvariant(),
            IdentifierExpression name => name.Name,
            PropertyExpression property => property.Name,
            _ => $"column_{position}",
        };

    private static string Distinct(string name, HashSet<string> taken)
    {
        string candidate = name;
        for (var number = 2; !taken.Add(candidate); number++) candidate = $"{name}_{number}";

        return candidate;
    }
}
