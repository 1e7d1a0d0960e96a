using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>One change of a write transaction as storage must keep it.</summary>
internal abstract record StorageChange
{
    private StorageChange()
    {
    }

    public sealed record PutDatabase(DatabaseState Database) : StorageChange;

    public sealed record DropDatabase(uint Number) : StorageChange;

    public sealed record PutContainer(ContainerState Container) : StorageChange;

    public sealed record DropContainer(uint Number) : StorageChange;

    public sealed record PutItem(uint Container, StoredItem Item) : StorageChange;

    public sealed record RemoveItem(uint Container, StoredItem Item) : StorageChange;
}
