namespace Trivium.Cosmos.Sql.Parsing;

/// <summary>
/// What is accepted beyond the service's SQL. <see cref="Cosmos"/> accepts nothing more; every extension is
/// switched on by itself, and the evaluator can run all of them.
/// </summary>
public sealed record ParseOptions
{
    /// <summary>The service's SQL and nothing else.</summary>
    public static ParseOptions Cosmos { get; } = new();

    /// <summary>Every extension.</summary>
    public static ParseOptions Extended { get; } = new()
    {
        AllowHaving = true,
        AllowCountStar = true,
        AllowExpressionsInOrderBy = true,
        AllowOutputNamesInOrderBy = true,
        AllowAggregateExpressions = true,
        AllowKeywordsAsPropertyNames = true,
        AllowDoubledQuotes = true,
        AllowLimitAlone = true,
    };

    /// <summary>HAVING after GROUP BY.</summary>
    public bool AllowHaving { get; init; }

    /// <summary>COUNT(*).</summary>
    public bool AllowCountStar { get; init; }

    /// <summary>ORDER BY any expression, and, in a grouped query, aggregates and grouping keys.</summary>
    public bool AllowExpressionsInOrderBy { get; init; }

    /// <summary>ORDER BY the name of a selected column, which hides a FROM name of the same spelling.</summary>
    public bool AllowOutputNamesInOrderBy { get; init; }

    /// <summary>Aggregates as parts of expressions: SUM(c.a) / COUNT(1).</summary>
    public bool AllowAggregateExpressions { get; init; }

    /// <summary>Keywords as property names after a dot and as aliases after AS: c.value, AS order.</summary>
    public bool AllowKeywordsAsPropertyNames { get; init; }

    /// <summary>LIMIT without OFFSET, and LIMIT before OFFSET.</summary>
    public bool AllowLimitAlone { get; init; }

    /// <summary>A quote doubled inside a string stands for itself: 'it''s'.</summary>
    public bool AllowDoubledQuotes { get; init; }
}
