namespace Trivium.Cosmos.Sql.Syntax;

/// <summary>SELECT.</summary>
/// <param name="Spec">What is selected.</param>
/// <param name="Distinct">Whether equal results are returned once.</param>
/// <param name="Top">How many results to return at most: a number literal or a parameter; null for all.</param>
public sealed record SelectClause(SelectSpec Spec, bool Distinct = false, SqlExpression? Top = null) : SqlNode;

/// <summary>What is selected.</summary>
public abstract record SelectSpec : SqlNode
{
    private protected SelectSpec()
    {
    }
}

/// <summary>SELECT *: the item itself.</summary>
public sealed record SelectStar : SelectSpec;

/// <summary>SELECT VALUE e: the value itself, not an object around it.</summary>
/// <param name="Expression">The value.</param>
public sealed record SelectValue(SqlExpression Expression) : SelectSpec;

/// <summary>SELECT a, b AS x: an object of these properties.</summary>
/// <param name="Items">One per property; at least one.</param>
public sealed record SelectList(SqlList<SelectItem> Items) : SelectSpec;

/// <summary>One property of the selected object.</summary>
/// <param name="Expression">Its value.</param>
/// <param name="Alias">Its name when given with AS.</param>
public sealed record SelectItem(SqlExpression Expression, string? Alias = null) : SqlNode
{
    /// <summary>
    /// The property's name: the alias, else the last name of a path; null for an expression without one,
    /// which the service names $1, $2 and so on among the unnamed.
    /// </summary>
    public string? Name => Alias ?? Expression switch
    {
        IdentifierExpression identifier => identifier.Name,
        PropertyExpression property => property.Name,
        _ => null,
    };
}
