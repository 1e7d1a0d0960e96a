using Trivium.Cosmos.Sql.Syntax;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>
/// A query whose names are paths into the table's items, the item being <see cref="ItemAlias"/>. Output names and
/// ordinals in GROUP BY, HAVING and ORDER BY have become what they stand for.
/// </summary>
internal sealed record ResolvedQuery
{
    /// <summary>The name of the item in every query that is sent; <c>Snapshot.Condition</c> uses it too.</summary>
    public const string ItemAlias = "c";

    public required CatalogTable Table { get; init; }

    public required FromSource From { get; init; }

    public required IReadOnlyList<OutputColumn> Columns { get; init; }

    public bool Distinct { get; init; }

    public SqlExpression? Top { get; init; }

    public SqlExpression? Where { get; init; }

    public SqlList<SqlExpression> GroupBy { get; init; } = SqlList<SqlExpression>.Empty;

    public SqlExpression? Having { get; init; }

    public SqlList<OrderByItem> OrderBy { get; init; } = SqlList<OrderByItem>.Empty;

    public OffsetLimitClause? OffsetLimit { get; init; }

    /// <summary>
    /// Whether rows are made one per group: also a query with an aggregate and no GROUP BY, which has one group.
    /// </summary>
    public bool IsGrouped => GroupBy.Count > 0 || Having is not null
        || Columns.Any(column => Aggregates.In(column.Expression)) || OrderBy.Any(key => Aggregates.In(key.Expression));
}

/// <summary>A column of the answer.</summary>
/// <param name="Name">Its name, distinct from the others.</param>
/// <param name="Expression">Its value.</param>
/// <param name="Type">Its type as far as the catalog knows it, else null.</param>
internal sealed record OutputColumn(string Name, SqlExpression Expression, string? Type);
