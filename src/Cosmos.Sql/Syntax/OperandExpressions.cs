using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Syntax;

/// <summary>A constant: a number, a string, true, false, null or undefined.</summary>
/// <param name="Value">The constant; not an array or object, for which there are constructors.</param>
public sealed record LiteralExpression(CosmosValue Value) : SqlExpression;

/// <summary>A parameter.</summary>
/// <param name="Name">Its name with the leading @.</param>
public sealed record ParameterExpression(string Name) : SqlExpression;

/// <summary>A name bound by FROM.</summary>
/// <param name="Name">The name.</param>
public sealed record IdentifierExpression(string Name) : SqlExpression
{
    /// <summary>Whether it stood in quotes; see <see cref="Parsing.ParseOptions.AllowQuotedNames"/>.</summary>
    public bool IsQuoted { get; init; }
}

/// <summary>A property: target.name or target["name"].</summary>
/// <param name="Target">The object.</param>
/// <param name="Name">The property's name.</param>
public sealed record PropertyExpression(SqlExpression Target, string Name) : SqlExpression;

/// <summary>An element or property chosen by a value: target[0], target[@name].</summary>
/// <param name="Target">The array or object.</param>
/// <param name="Index">A number for arrays, a string for objects.</param>
public sealed record IndexExpression(SqlExpression Target, SqlExpression Index) : SqlExpression;

/// <summary>[a, b]: undefined elements are left out.</summary>
/// <param name="Elements">The elements.</param>
public sealed record ArrayExpression(SqlList<SqlExpression> Elements) : SqlExpression;

/// <summary>{"a": x}: undefined properties are left out.</summary>
/// <param name="Properties">The properties.</param>
public sealed record ObjectExpression(SqlList<ObjectProperty> Properties) : SqlExpression;

/// <summary>One property of an <see cref="ObjectExpression"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record ObjectProperty(string Name, SqlExpression Value) : SqlNode;

/// <summary>A call of a function or aggregate.</summary>
/// <param name="Name">The name as written; names are matched without regard to case, except after udf.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="IsUserDefined">Whether it was called as udf.name.</param>
public sealed record FunctionCallExpression(
    string Name, SqlList<SqlExpression> Arguments, bool IsUserDefined = false) : SqlExpression;

/// <summary>COUNT(*), an extension; see <see cref="Parsing.ParseOptions.AllowCountStar"/>.</summary>
public sealed record CountStarExpression : SqlExpression;

/// <summary>COUNT(DISTINCT x), an extension; see <see cref="Parsing.ParseOptions.AllowCountDistinct"/>.</summary>
/// <param name="Value">What is counted, each value once; undefined and null are not.</param>
public sealed record CountDistinctExpression(SqlExpression Value) : SqlExpression;

/// <summary>
/// All columns of a source, an extension; see <see cref="Parsing.ParseOptions.AllowStarItems"/>. Stands in SELECT lists
/// only.
/// </summary>
/// <param name="Source">The name of the source, or null where just * was written.</param>
public sealed record AllColumnsExpression(string? Source) : SqlExpression;

/// <summary>A subquery as a value.</summary>
/// <param name="Kind">How its results become one value.</param>
/// <param name="Query">The subquery.</param>
public sealed record SubqueryExpression(SubqueryKind Kind, SqlQuery Query) : SqlExpression;

/// <summary>How the results of a subquery become one value.</summary>
public enum SubqueryKind
{
    /// <summary>(SELECT …): the first result, undefined when there is none.</summary>
    Scalar,

    /// <summary>EXISTS(SELECT …): whether there is a result.</summary>
    Exists,

    /// <summary>ARRAY(SELECT …): all results.</summary>
    Array,

    /// <summary>ALL(SELECT …): whether every result is true.</summary>
    All,

    /// <summary>FIRST(SELECT …): the first result.</summary>
    First,

    /// <summary>LAST(SELECT …): the last result.</summary>
    Last,
}
