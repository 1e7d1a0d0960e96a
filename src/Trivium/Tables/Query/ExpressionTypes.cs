using Trivium.Cosmos.Sql.Syntax;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>What type an expression has as far as that follows from the catalog.</summary>
internal static class ExpressionTypes
{
    /// <summary>The type, or null where only the values can tell.</summary>
    public static string? Of(SqlExpression expression, CatalogTable table) => expression switch
    {
        CountDistinctExpression => ColumnTypes.Integer,
        FunctionCallExpression { Arguments: [var argument] } call => call.Name.ToUpperInvariant() switch
        {
            "COUNT" or "COUNTIF" => ColumnTypes.Integer,
            "AVG" => ColumnTypes.Number,
            "SUM" => ColumnOf(argument, table)?.Type is ColumnTypes.Integer ? ColumnTypes.Integer : ColumnTypes.Number,
            "MIN" or "MAX" => Of(argument, table),
            _ => null,
        },
        _ => ColumnOf(expression, table)?.Type,
    };

    /// <summary>The column the expression is, or null.</summary>
    public static CatalogColumn? ColumnOf(SqlExpression expression, CatalogTable table)
    {
        var path = new Stack<string>();
        while (expression is PropertyExpression property)
        {
            path.Push(property.Name);
            expression = property.Target;
        }

        return expression is IdentifierExpression { Name: ResolvedQuery.ItemAlias }
            ? table.Columns.FirstOrDefault(column => column.Path.SequenceEqual(path))
            : null;
    }
}
