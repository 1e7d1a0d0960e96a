namespace Trivium.Cosmos.Embedded.Items;

/// <summary>An item as storage tells the search index of it.</summary>
/// <param name="Item">The item, without its body when features are at hand.</param>
/// <param name="Features">What was decoded of it when it was written, as bytes; empty when nothing was kept.</param>
internal readonly record struct FeatureRow(StoredItem Item, byte[] Features);
