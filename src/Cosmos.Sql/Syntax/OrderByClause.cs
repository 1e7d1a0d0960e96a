namespace Trivium.Cosmos.Sql.Syntax;

/// <summary>ORDER BY.</summary>
public abstract record OrderByClause : SqlNode
{
    private protected OrderByClause()
    {
    }
}

/// <summary>ORDER BY a, b DESC.</summary>
/// <param name="Items">The keys, most significant first; at least one.</param>
public sealed record OrderByKeys(SqlList<OrderByItem> Items) : OrderByClause;

/// <summary>ORDER BY RANK score: best first.</summary>
/// <param name="Score">FullTextScore(…) or RRF(…).</param>
public sealed record OrderByRank(SqlExpression Score) : OrderByClause;

/// <summary>One key.</summary>
/// <param name="Expression">The key's value.</param>
/// <param name="Direction">The direction as written.</param>
public sealed record OrderByItem(SqlExpression Expression, SortDirection Direction = SortDirection.Unstated) : SqlNode;

/// <summary>The direction of a key as written.</summary>
public enum SortDirection
{
    /// <summary>Not written: ascending, or most similar first for VectorDistance.</summary>
    Unstated,

    /// <summary>ASC.</summary>
    Ascending,

    /// <summary>DESC.</summary>
    Descending,
}
