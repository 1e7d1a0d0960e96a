using System.Text.Json.Serialization;

namespace Trivium.Visibility;

/// <summary>
/// The one item per tenant that orders everything: which generation comes next and which are hidden. In container
/// <c>catalog</c>; every begin, commit and purge changes it in an ETag-guarded batch.
/// </summary>
internal sealed record ControlItem : ICatalogItem
{
    public const string ControlId = "control";

    public string Id { get; init; } = ControlId;

    public required string Tenant { get; init; }

    public string Kind { get; init; } = "control";

    /// <summary>The number the next generation gets; from 1.</summary>
    public long Next { get; init; } = 1;

    /// <summary>Generations below <see cref="Next"/> that no reader may see, ascending.</summary>
    public IReadOnlyList<long> Hidden { get; init; } = [];

    /// <summary>
    /// The highest <see cref="HeadItem.Accepted"/> of any head that was removed: a new head starts above it, so an
    /// instance id is never used twice.
    /// </summary>
    public long AcceptedFloor { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }
}
