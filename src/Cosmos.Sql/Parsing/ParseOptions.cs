namespace Trivium.Cosmos.Sql.Parsing;

/// <summary>
/// What is accepted beyond the service's SQL. <see cref="Cosmos"/> accepts nothing more; every extension is
/// switched on by itself, and the evaluator can run all of them.
/// </summary>
public sealed record ParseOptions
{
    /// <summary>The service's SQL and nothing else.</summary>
    public static ParseOptions Cosmos { get; } = new();

    /// <summary>Every extension that leaves the meaning of the service's SQL as it is.</summary>
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
        AllowNullTests = true,
        AllowCase = true,
        AllowCast = true,
        AllowCountDistinct = true,
        AllowStarItems = true,
        AllowBlockComments = true,
        AllowSemicolon = true,
        AllowKeywordsAsNames = true,
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

    /// <summary>x IS NULL, x IS NOT NULL: of paths, undefined counts as null.</summary>
    public bool AllowNullTests { get; init; }

    /// <summary>CASE [x] WHEN … THEN … [ELSE …] END; it becomes conditionals, NULL in it no value.</summary>
    public bool AllowCase { get; init; }

    /// <summary>CAST(x AS type); it becomes conversions by function.</summary>
    public bool AllowCast { get; init; }

    /// <summary>COUNT(DISTINCT x).</summary>
    public bool AllowCountDistinct { get; init; }

    /// <summary>
    /// t.*, and * beside other columns. Only who knows the columns can replace them: the evaluator refuses them.
    /// </summary>
    public bool AllowStarItems { get; init; }

    /// <summary>Comments between /* and */.</summary>
    public bool AllowBlockComments { get; init; }

    /// <summary>A semicolon at the end of the query.</summary>
    public bool AllowSemicolon { get; init; }

    /// <summary>
    /// Keywords that begin no expression are names where one is expected, as in AVG(value); so is VALUE after SELECT
    /// where no expression follows it.
    /// </summary>
    public bool AllowKeywordsAsNames { get; init; }

    /// <summary>
    /// Text in double quotes or backticks is a name, as in standard SQL, and not a string. Not part of
    /// <see cref="Extended"/>: queries of the service mean something else with it.
    /// </summary>
    public bool AllowQuotedNames { get; init; }
}
