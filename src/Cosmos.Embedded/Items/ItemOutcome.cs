using Trivium.Cosmos.Embedded.Containers;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>What an operation on one item answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Container">The container after it.</param>
/// <param name="Item">The item after it; null when it was deleted.</param>
/// <param name="Charge">The estimate of request units.</param>
internal readonly record struct ItemOutcome(int Status, ContainerState Container, StoredItem? Item, double Charge);
