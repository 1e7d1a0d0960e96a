using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Cosmos.Sql.Values;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Tables.Query;

/// <summary>One page of one query, ready to run.</summary>
internal sealed record QueryJob
{
    public required string Tenant { get; init; }

    public required SqlRequest Request { get; init; }

    public required ResolvedQuery Query { get; init; }

    public required QueryPlan Plan { get; init; }

    public required ReadScope Scope { get; init; }

    public required RequestUnitMeter Meter { get; init; }

    /// <summary>
    /// Where the page starts, as <see cref="RowPage.Next"/> of the one before said; null for the first.
    /// </summary>
    public string? Start { get; init; }

    public PartitionKey Key => StoreQuery.KeyOf(Tenant, Query.Table);

    public QueryDefinition ToStore() => StoreQuery.Of(Plan.Sent, Query.Table, Scope.Snapshot, Request.Parameters);

    public Dictionary<string, CosmosValue> Parameters() =>
        (Request.Parameters ?? new Dictionary<string, JsonElement>())
            .ToDictionary(parameter => parameter.Key, parameter => CosmosValue.FromElement(parameter.Value));
}

/// <summary>A page of rows.</summary>
/// <param name="Rows">Objects with the properties <see cref="QueryPlan.ColumnName"/>.</param>
/// <param name="Next">Where the next page starts; null where this is the last.</param>
internal sealed record RowPage(IReadOnlyList<CosmosValue> Rows, string? Next);
