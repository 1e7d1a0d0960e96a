namespace Trivium.Visibility;

/// <summary>An item of container <c>catalog</c>.</summary>
internal interface ICatalogItem
{
    string Id { get; }

    /// <summary>The store's version of it; null for one that is not stored yet.</summary>
    string? ETag { get; init; }
}
