using Trivium.Chunking;

namespace Trivium.Settings;

/// <summary>A tenant's settings, in container <c>operations</c>, kind <c>settings</c>: one item, or none.</summary>
internal sealed record SettingsItem
{
    public const string ItemKind = "settings";

    public const string ItemId = "settings";

    public string Id { get; init; } = ItemId;

    public required string Tenant { get; init; }

    public string Kind { get; init; } = ItemKind;

    /// <summary>As it was asked for: what it leaves open follows the app's own defaults, also later ones.</summary>
    public RequestedChunkSizes? Chunking { get; init; }
}
