using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Azure.Cosmos;
using Trivium.Ingestion;
using Trivium.Storage;

namespace Trivium.Reembedding;

/// <summary>
/// The record of the filling of one set, in container <c>operations</c>, kind <c>reembedding</c>: what people ask about. What
/// is to be done stands in the control item.
/// </summary>
internal sealed record ReembeddingItem
{
    public const string ItemKind = "reembedding";

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public string Kind { get; init; } = ItemKind;

    /// <summary>The set.</summary>
    public required long Run { get; init; }

    /// <summary>The embedder whose chunks answered.</summary>
    public required string From { get; init; }

    /// <summary>The embedder whose chunks are to answer.</summary>
    public required string To { get; init; }

    public required ReembeddingState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Ingestions that the switch waits for.</summary>
    public IReadOnlyList<string> WaitsFor { get; init; } = [];

    /// <summary>Documents that could not be embedded, and why; some of them.</summary>
    public IReadOnlyList<FillFault> Failed { get; init; } = [];

    /// <summary>What orchestrations that gave up spent on it: the next one counts on.</summary>
    public FillSum? Spent { get; init; }

    /// <summary>What it used and cost; null until the switch.</summary>
    public ReembeddingReceipt? Receipt { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    public static string IdOf(long run) => run.ToString(CultureInfo.InvariantCulture);

    public static PartitionKey KeyOf(string tenant) => PartitionKeys.Operations(tenant, ItemKind);
}

/// <summary>Where the filling of a set stands.</summary>
internal enum ReembeddingState
{
    /// <summary>Documents are being embedded.</summary>
    Running,

    /// <summary>All documents are embedded but those of ingestions that began before: they are waited for.</summary>
    Waiting,

    /// <summary>Some documents cannot be embedded. It is tried again.</summary>
    Failed,

    /// <summary>The set answers.</summary>
    Completed,
}

/// <summary>What a re-embedding did and used. Public: it is part of the HTTP contract.</summary>
public sealed record ReembeddingReceipt
{
    /// <summary>Documents embedded; those that came meanwhile are on the receipts of their ingestions.</summary>
    public required int Documents { get; init; }

    /// <summary>Chunks embedded.</summary>
    public required long Chunks { get; init; }

    /// <summary>From its start to the switch, in milliseconds.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Request units of all calls.</summary>
    public required double RequestUnits { get; init; }

    /// <summary>Model tokens embedded.</summary>
    public required long EmbeddingTokens { get; init; }

    /// <summary>Bytes of JSON stored; the old chunks, about as much, are removed afterwards.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>What it cost at the configured prices.</summary>
    public required ReceiptCost Cost { get; init; }
}
