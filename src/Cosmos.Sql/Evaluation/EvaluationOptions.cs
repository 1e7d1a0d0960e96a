using Trivium.Cosmos.Sql.Parsing;

namespace Trivium.Cosmos.Sql.Evaluation;

/// <summary>What a query needs from outside, and how much it may use.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Rows examined by default: joins multiply, and a query over one item must not run for hours.</summary>
    public const long RowsExaminedMaxDefault = 50_000_000;

    /// <summary>Rows held in memory by default for sorting, grouping, DISTINCT and subqueries.</summary>
    public const int RowsHeldMaxDefault = 2_000_000;

    /// <summary>Everything at its default: the system clock, no ranking sources, the service's SQL.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>The extensions the query may use.</summary>
    public ParseOptions Dialect { get; init; } = ParseOptions.Cosmos;

    /// <summary>The clock behind GetCurrentDateTime and its kin.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The seed of RAND; every execution starts from it.</summary>
    public int RandomSeed { get; init; }

    /// <summary>Decoded vectors and distance functions; null to decode from JSON, with cosine.</summary>
    public IVectorSource? Vectors { get; init; }

    /// <summary>Full-text statistics; null to count them over the rows ranked.</summary>
    public IFullTextSource? FullText { get; init; }

    /// <summary>How many rows, joined ones included, may be examined.</summary>
    public long RowsExaminedMax { get; init; } = RowsExaminedMaxDefault;

    /// <summary>How many rows may be held in memory at once.</summary>
    public int RowsHeldMax { get; init; } = RowsHeldMaxDefault;
}
