using Trivium.Cosmos.Sql.Syntax;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>
/// Names with dots between them, as written: a column of that very name (<c>customer.name</c>), a property within a
/// column, or a column after the name of its table.
/// </summary>
/// <param name="Root">The first name.</param>
/// <param name="Properties">Those after it.</param>
internal sealed record DottedName(IdentifierExpression Root, IReadOnlyList<string> Properties)
{
    /// <summary>The names of a path, or null where the expression is something else.</summary>
    public static DottedName? Of(SqlExpression expression)
    {
        var properties = new List<string>();
        while (expression is PropertyExpression property)
        {
            properties.Add(property.Name);
            expression = property.Target;
        }

        if (expression is not IdentifierExpression root) return null;
        properties.Reverse();
        return new(root, properties);
    }

    /// <summary>All names.</summary>
    public IReadOnlyList<string> Names => [Root.Name, .. Properties];

    /// <summary>The path with another beginning in place of its first names.</summary>
    /// <param name="start">What the first names mean.</param>
    /// <param name="count">How many.</param>
    public SqlExpression After(SqlExpression start, int count)
    {
        foreach (string name in Names.Skip(count))
            start = new PropertyExpression(start, name) { Position = Root.Position };
        return start;
    }

    /// <summary>
    /// The column that the names mean, and how many of them: after the table's name first, then from the first name on.
    /// </summary>
    public static (CatalogColumn Column, int Count)? Column(IReadOnlyList<string> names, NameScope scope)
    {
        if (names.Count > 1 && scope.IsTable(names[0]) && Longest(names, 1, scope) is { } inTable) return inTable;
        return Longest(names, 0, scope);
    }

    // customer.name is that column where there is one, and else a property of column customer.
    private static (CatalogColumn Column, int Count)? Longest(IReadOnlyList<string> names, int start, NameScope scope)
    {
        int longest = Math.Min(names.Count - start, scope.ColumnNamePartsMax);
        for (int count = longest; count > 0; count--)
        {
            string name = count == 1 ? names[start] : string.Join('.', names.Skip(start).Take(count));
            if (scope.Column(name) is { } column) return (column, start + count);
        }

        return null;
    }
}
