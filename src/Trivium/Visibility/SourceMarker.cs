using System.Text.Json.Serialization;

namespace Trivium.Visibility;

/// <summary>
/// Says that source parts exist which no head or generation owns: made before the first part is written, removed by the
/// batch that accepts the source, made again when an accepted source is superseded before it began. The sweep removes
/// the
/// parts of markers that have grown old.
/// </summary>
internal sealed record SourceMarker : ICatalogItem
{
    /// <summary>1 h: no upload of 100 MB takes longer; an older marker is of a request that died.</summary>
    public static readonly TimeSpan OrphanedAfter = TimeSpan.FromHours(1);

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public string Kind { get; init; } = "source";

    public required string DocumentId { get; init; }

    public required string SourceId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when an upload in parts may go on; null: <see cref="OrphanedAfter"/> counts.</summary>
    public DateTimeOffset? KeepUntil { get; init; }

    /// <summary>The source was accepted and superseded before it began: nobody will want its parts again.</summary>
    public bool Superseded { get; init; }

    /// <summary>Its parts are being removed: it can no longer be accepted.</summary>
    public bool Dying { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    public static string IdOf(string sourceId) => $"accept-{sourceId}";

    /// <summary>The marker of a source that was accepted and will not be ingested.</summary>
    public static SourceMarker OfSuperseded(string tenant, string documentId, string sourceId, DateTimeOffset now) =>
        Of(tenant, documentId, sourceId, now) with { Superseded = true };

    /// <summary>The marker of a source that is being stored.</summary>
    public static SourceMarker Of(string tenant, string documentId, string sourceId, DateTimeOffset createdAt) => new()
    {
        Id = IdOf(sourceId),
        Tenant = tenant,
        DocumentId = documentId,
        SourceId = sourceId,
        CreatedAt = createdAt,
    };
}
