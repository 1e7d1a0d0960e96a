using System.Text.Json;

namespace Trivium.Tables;

/// <summary>One row of one table of one generation of a document, in container <c>rows</c>.</summary>
internal sealed record RowItem
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    /// <summary>The table's name; part of the partition key.</summary>
    public required string Table { get; init; }

    public required string DocumentId { get; init; }

    public required long Generation { get; init; }

    /// <summary>From 0, in the order of the source.</summary>
    public required int RowIndex { get; init; }

    /// <summary>The columns by name. A gap is absent, not null.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Data { get; init; }

    public static string IdOf(long generation, int index) => $"{generation}-{index}";
}
