using System.Diagnostics.CodeAnalysis;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Storage;
using Trivium.Cosmos.Embedded.Writes;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>The writes to the items of one container, within a transaction.</summary>
internal sealed class ItemWrites(
    WriteTransaction transaction, string database, string containerName, uint containerNumber)
{
    /// <exception cref="RequestFailure">409 when the id is taken.</exception>
    public ItemOutcome Create(PreparedItem item)
    {
        var container = Container();
        var occupant = container.Items.Find(item.Epk, item.Id);
        return IsVacant(container, occupant)
            ? Put(container, item, 201, occupant)
            : throw RequestFailure.Conflict($"An item with id '{item.Id}' exists already in this partition.");
    }

    /// <exception cref="RequestFailure">412.</exception>
    public ItemOutcome Upsert(PreparedItem item, ItemConditions conditions)
    {
        var container = Container();
        var occupant = container.Items.Find(item.Epk, item.Id);
        if (IsVacant(container, occupant))
            return Put(container, item, 201, occupant);
        conditions.Check(container.ItemETag(occupant), item.Id);
        return Put(container, item, 200, occupant);
    }

    /// <summary>Puts an item in the place of the one with <paramref name="id"/>, which may have another id.</summary>
    /// <exception cref="RequestFailure">404, 409 or 412.</exception>
    public ItemOutcome Replace(string epk, string id, PreparedItem item, ItemConditions conditions)
    {
        var existing = Existing(epk, id, conditions);
        if (item.Id != id)
            throw RequestFailure.BadRequest(
                $"The item's id '{item.Id}' is not the id '{id}' in the path; an id cannot change.");
        return Put(Container(), item, 200, existing);
    }

    /// <summary>Rewrites an item with a function of its stored version.</summary>
    /// <exception cref="RequestFailure">404, 412, or what the function throws.</exception>
    public ItemOutcome Rewrite(
        string epk, string id, ItemConditions conditions, Func<ContainerState, StoredItem, PreparedItem> rewrite)
    {
        var existing = Existing(epk, id, conditions);
        return Put(Container(), rewrite(Container(), existing), 200, existing);
    }

    /// <exception cref="RequestFailure">404 or 412.</exception>
    public ItemOutcome Delete(string epk, string id, ItemConditions conditions)
    {
        var existing = Existing(epk, id, conditions);
        return new ItemOutcome(204, Remove(existing), null, existing.WriteCharge);
    }

    /// <exception cref="RequestFailure">404, or 304 as an outcome when If-None-Match names the version.</exception>
    public ItemOutcome Read(string epk, string id, string? ifNoneMatch) =>
        ItemRead.Of(Container(), epk, id, ifNoneMatch, transaction.NowSeconds);

    /// <summary>Removes an item whatever its version.</summary>
    public ContainerState Remove(StoredItem item)
    {
        var container = Release(Container(), item);
        container = container with { Items = container.Items.Without(item), Lsn = container.Lsn + 1 };
        transaction.Record(new StorageChange.RemoveItem(container, item));
        transaction.State = transaction.State.With(database, container);
        return container;
    }

    public ContainerState Container()
    {
        var container = transaction.State.Container(database, containerName);
        return container.Number == containerNumber
            ? transaction.Readable(container)
            : throw RequestFailure.BadRequest(
                $"Container '{containerName}' was deleted and made anew meanwhile.", SubStatuses.ContainerRidMismatch);
    }

    private StoredItem Existing(string epk, string id, ItemConditions conditions)
    {
        var container = Container();
        var existing = container.FindLive(epk, id, transaction.NowSeconds) ?? throw ItemRead.Missing(id);
        conditions.Check(container.ItemETag(existing), id);
        return existing;
    }

    private bool IsVacant(ContainerState container, [NotNullWhen(false)] StoredItem? occupant) =>
        occupant is null || occupant.IsExpired(container.Definition.DefaultTimeToLive, transaction.NowSeconds);

    // An expired item still occupies its place until the sweep; its row and unique keys pass on.
    private ItemOutcome Put(ContainerState container, PreparedItem prepared, int status, StoredItem? occupant)
    {
        if (occupant is not null)
            container = Release(container, occupant);
        CheckUniqueKeys(container, prepared);
        var key = occupant?.Key ?? transaction.NextKey();
        var lsn = container.Lsn + 1;
        var sequence = IsVacant(container, occupant) ? lsn : occupant.Sequence;
        var item = Stamp(container, prepared, key, sequence, lsn);
        container = container with
        {
            Items = container.Items.With(item, replacesOne: occupant is not null),
            Lsn = lsn,
            UniqueKeyOwners = container.UniqueKeyOwners.With(prepared.UniqueKeys, item.Id),
        };
        transaction.Record(new StorageChange.PutItem(container, occupant, item, prepared.UniqueKeys)
        {
            Features = prepared.Features,
        });
        transaction.State = transaction.State.With(database, container);
        return new ItemOutcome(status, container, item, item.WriteCharge);
    }

    private StoredItem Stamp(ContainerState container, PreparedItem prepared, long key, long sequence, long lsn)
    {
        var rid = ResourceId.Item(container.DatabaseNumber, container.Number, sequence);
        var databaseRid = ResourceId.Database(container.DatabaseNumber);
        var body = prepared.Stamp(
            rid, $"dbs/{databaseRid}/colls/{container.Rid}/docs/{rid}/", ETags.Of(container.Number, lsn),
            transaction.NowSeconds);
        return new StoredItem(
            key, prepared.Epk, prepared.Id, sequence, lsn, transaction.NowSeconds, prepared.TimeToLive, body,
            prepared.IndexedValues);
    }

    private void CheckUniqueKeys(ContainerState container, PreparedItem prepared)
    {
        foreach (var entry in prepared.UniqueKeys)
        {
            if (container.UniqueKeyOwners.Find(entry) is { } owner
                && container.FindLive(prepared.Epk, owner, transaction.NowSeconds) is not null)
                throw RequestFailure.Conflict(
                    $"Unique key violation: item '{owner}' of this partition has the same values.");
        }
    }

    private static ContainerState Release(ContainerState container, StoredItem item)
    {
        var keys = container.Definition.UniqueKeys;
        return keys.Count == 0
            ? container
            : container with
            {
                UniqueKeyOwners = container.UniqueKeyOwners.Without(
                    UniqueKey.Entries(keys, item.Epk, item.Element), item.Id),
            };
    }
}
