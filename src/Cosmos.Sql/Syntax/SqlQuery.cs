namespace Trivium.Cosmos.Sql.Syntax;

/// <summary>A query or subquery.</summary>
/// <param name="Select">What a row becomes.</param>
/// <param name="From">Where rows come from; null means one row without bindings.</param>
/// <param name="Where">Which rows stay, or null for all.</param>
/// <param name="GroupBy">The keys of groups; empty when rows are not grouped.</param>
/// <param name="Having">Which groups stay; an extension, see <see cref="Parsing.ParseOptions.AllowHaving"/>.</param>
/// <param name="OrderBy">The order of rows, or null for the order they come in.</param>
/// <param name="OffsetLimit">The slice of rows returned, or null for all.</param>
public sealed record SqlQuery(
    SelectClause Select,
    FromSource? From = null,
    SqlExpression? Where = null,
    SqlList<SqlExpression>? GroupBy = null,
    SqlExpression? Having = null,
    OrderByClause? OrderBy = null,
    OffsetLimitClause? OffsetLimit = null) : SqlNode
{
    /// <summary>The keys of groups; empty when rows are not grouped.</summary>
    public SqlList<SqlExpression> GroupBy { get; init; } = GroupBy ?? SqlList<SqlExpression>.Empty;
}

/// <summary>OFFSET and LIMIT; each a number literal or a parameter.</summary>
/// <param name="Offset">How many rows to leave out first.</param>
/// <param name="Limit">How many rows to return at most.</param>
public sealed record OffsetLimitClause(SqlExpression Offset, SqlExpression Limit) : SqlNode;
