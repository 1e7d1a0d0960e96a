using System.Text.Json;

namespace Trivium.Tables;

/// <summary>What <c>POST /v1/sql</c> takes.</summary>
public sealed record SqlRequest
{
    /// <summary>
    /// A SELECT over one table of <c>GET /v1/tables</c>: WHERE, GROUP BY, HAVING, ORDER BY, DISTINCT, TOP or
    /// LIMIT, and the functions of Cosmos DB for NoSQL. At most 64 KB as UTF-8.
    /// </summary>
    public required string Query { get; init; }

    /// <summary>The values of the query's parameters by name, <c>@</c> included.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>How many rows to return at most, 1 to 1,000; 100 when absent.</summary>
    public int MaxItemCount { get; init; } = 100;

    /// <summary>
    /// What the answer before this page returned. Query and parameters must be the same; it is good for 60 s from the
    /// first page.
    /// </summary>
    public string? Continuation { get; init; }
}
