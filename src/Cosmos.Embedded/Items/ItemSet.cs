namespace Trivium.Cosmos.Embedded.Items;

/// <summary>
/// The items of one version of a container, in the order of <see cref="ItemOrder"/>. Immutable. Either all of them are
/// in memory, or they are rows in storage under the changes that the writer has not committed yet.
/// </summary>
internal sealed class ItemSet
{
    /// <summary>Without items; what is added stays in memory.</summary>
    public static readonly ItemSet Empty = new(ItemIndex.Empty, null, null, 0);

    private readonly ItemIndex _items;
    private readonly uint? _stored;
    private readonly IItemRows? _rows;

    private ItemSet(ItemIndex items, uint? stored, IItemRows? rows, long count)
    {
        (_items, _stored, _rows, Count) = (items, stored, rows, count);
    }

    /// <summary>How many there are, expired ones included.</summary>
    public long Count { get; }

    private IItemRows Rows => _rows ?? throw new InvalidOperationException(
        "These items are in storage and this version is not bound to a snapshot of it. Read through a snapshot.");

    /// <summary>
    /// Items that are rows in storage; they can be counted, and read once bound by <see cref="Over"/>.
    /// </summary>
    public static ItemSet Stored(uint container, long count) => new(ItemIndex.Empty, container, null, count);

    /// <summary>The same items read through that snapshot of storage, unless they are bound or in memory.</summary>
    public ItemSet Over(IItemRows rows) =>
        _stored is null || _rows is not null ? this : new ItemSet(_items, _stored, rows, Count);

    public StoredItem? Find(string epk, string id)
    {
        if (_items.Find(epk, id) is { } item)
            return item.IsRemoved ? null : item;
        return _stored is { } container ? Rows.Find(container, epk, id) : null;
    }

    /// <summary>Adds the item or takes the place of the one with the same key.</summary>
    /// <param name="item">The item.</param>
    /// <param name="replacesOne">Whether there is one with the same key, expired ones included.</param>
    public ItemSet With(StoredItem item, bool replacesOne) =>
        new(_items.With(item), _stored, _rows, replacesOne ? Count : Count + 1);

    /// <summary>Takes out an item that is in.</summary>
    public ItemSet Without(StoredItem item) => new(
        _stored is null ? _items.Without(item.Epk, item.Id) : _items.With(StoredItem.Removed(item.Epk, item.Id)),
        _stored, _rows, Count - 1);

    /// <summary>
    /// The items of a scope in order, from after (<paramref name="afterEpk"/>, <paramref name="afterId"/>) when given.
    /// </summary>
    public IEnumerable<StoredItem> Range(PartitionScope scope, string? afterEpk = null, string? afterId = null)
    {
        if (_stored is not { } container)
            return _items.Range(scope, afterEpk, afterId);
        var rows = Rows.Range(container, scope, afterEpk, afterId);
        return _items.Count == 0 ? rows : Merge(_items.Range(scope, afterEpk, afterId), rows);
    }

    /// <summary>
    /// At most <paramref name="itemsMax"/> items past their time to live, given the container's default. Not for the
    /// writer: uncommitted changes are left out.
    /// </summary>
    public IReadOnlyList<StoredItem> Expired(int? containerDefault, long nowSeconds, int itemsMax) =>
        _stored is { } container
            ? Rows.Expired(container, nowSeconds, itemsMax)
            : [.. _items.Range(PartitionScope.All).Where(item => item.IsExpired(containerDefault, nowSeconds))
                .Take(itemsMax)];

    /// <summary>
    /// What the search index needs of the items of a scope, in order. Not for the writer: uncommitted changes are left
    /// out.
    /// </summary>
    public IEnumerable<FeatureRow> Features(PartitionScope scope) => _stored is { } container
        ? Rows.Features(container, scope)
        : _items.Range(scope).Select(item => new FeatureRow(item, []));

    private static IEnumerable<StoredItem> Merge(IEnumerable<StoredItem> changes, IEnumerable<StoredItem> rows)
    {
        using var stored = rows.GetEnumerator();
        var hasRow = stored.MoveNext();
        foreach (var change in changes)
        {
            while (hasRow && ItemOrder.Compare(stored.Current.Epk, stored.Current.Id, change) < 0)
            {
                yield return stored.Current;
                hasRow = stored.MoveNext();
            }
            // The change is the newer version of the same item.
            if (hasRow && ItemOrder.Compare(stored.Current.Epk, stored.Current.Id, change) == 0)
                hasRow = stored.MoveNext();
            if (!change.IsRemoved)
                yield return change;
        }
        while (hasRow)
        {
            yield return stored.Current;
            hasRow = stored.MoveNext();
        }
    }
}
