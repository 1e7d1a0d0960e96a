using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Storage;

namespace Trivium.Cosmos.Embedded.Writes;

/// <summary>Tells an observer of items what a commit changed.</summary>
internal static class ObservedChanges
{
    public static void Tell(
        IItemObserver observer, AccountState before, IReadOnlyList<StorageChange> changes, AccountState after)
    {
        if (changes.Any(change => change is StorageChange.DropContainer or StorageChange.DropDatabase))
        {
            var left = Containers(after).Select(container => container.Number).ToHashSet();
            foreach (var dropped in Containers(before).Where(container => !left.Contains(container.Number)))
                observer.Dropped(dropped);
        }
        var byContainer = new Dictionary<uint, List<ItemChange>>();
        foreach (var change in changes)
        {
            switch (change)
            {
                case StorageChange.PutItem put:
                    Of(put.Container.Number).Add(new ItemChange(put.Before, put.Item) { Features = put.Features });
                    break;
                case StorageChange.RemoveItem remove:
                    Of(remove.Container.Number).Add(new ItemChange(remove.Item, null));
                    break;
                default:
                    break;
            }
        }
        if (byContainer.Count == 0)
            return;
        foreach (var container in Containers(after))
        {
            if (byContainer.TryGetValue(container.Number, out var items))
                observer.Committed(container, items);
        }

        List<ItemChange> Of(uint container) =>
            byContainer.TryGetValue(container, out var list) ? list : byContainer[container] = [];
    }

    private static IEnumerable<ContainerState> Containers(AccountState state) =>
        state.Databases.Values.SelectMany(database => database.Containers.Values);
}
