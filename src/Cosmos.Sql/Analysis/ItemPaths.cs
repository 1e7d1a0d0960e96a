using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>Paths from an item to a value in it.</summary>
internal static class ItemPaths
{
    /// <summary>
    /// The path an expression names below the alias, in the form of policies, as in /a/b; null when it names none, or an
    /// array's element, which RANK functions do not take.
    /// </summary>
    public static string? TryFind(SqlExpression expression, string alias)
    {
        var path = "";
        while (expression is PropertyExpression property)
        {
            path = $"/{property.Name}{path}";
            expression = property.Target;
        }

        return expression is IdentifierExpression identifier && identifier.Name == alias && path.Length > 0 ? path : null;
    }
}
