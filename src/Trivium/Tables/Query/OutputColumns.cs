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
                return query.From is JoinSource
                    ? throw SqlFault.At(star, "SELECT * cannot stand beside JOIN; name the columns.")
                    : All(scope.Table, star);
            case SelectValue value:
                return Named([new SelectItem(value.Expression)], names, scope);
            case SelectList list:
                return Named(list.Items, names, scope);
            default:
                throw new ArgumentOutOfRangeException(nameof(query), query.Select.Spec, "A SELECT nobody knows.");
        }
    }

    private static OutputColumn[] All(CatalogTable table, SelectStar star) =>
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
            SqlExpression expression = names.Resolve(item.Expression, scope);
            string name = item.Alias ?? Distinct(Unnamed(item.Expression, expression, columns.Count + 1, scope), taken);
            columns.Add(new(name, expression, ExpressionTypes.Of(expression, scope.Table)));
        }

        return columns;
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
            CountStarExpression => "count",
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
