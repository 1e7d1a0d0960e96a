namespace Trivium.Cosmos.Embedded.Items;

/// <summary>
/// Items in memory ordered by (EPK, id): an immutable AVL tree. A write copies the path to its item only, and
/// whoever holds a version of the tree reads a snapshot that no writer disturbs.
/// </summary>
internal sealed class ItemIndex
{
    public static readonly ItemIndex Empty = new(null);

    private readonly Node? _root;

    private ItemIndex(Node? root) => _root = root;

    public int Count => _root?.Count ?? 0;

    public StoredItem? Find(string epk, string id)
    {
        for (var node = _root; node is not null;)
        {
            var order = ItemOrder.Compare(epk, id, node.Item);
            if (order == 0)
                return node.Item;
            node = order < 0 ? node.Left : node.Right;
        }
        return null;
    }

    /// <summary>Adds the item or takes the place of the one with the same key.</summary>
    public ItemIndex With(StoredItem item) => new(Put(_root, item));

    public ItemIndex Without(string epk, string id) => new(Remove(_root, epk, id));

    /// <summary>
    /// The items of a scope in order, from after (<paramref name="afterEpk"/>, <paramref name="afterId"/>) when given.
    /// </summary>
    public IEnumerable<StoredItem> Range(PartitionScope scope, string? afterEpk = null, string? afterId = null)
    {
        var pending = new Stack<Node>();
        for (var node = _root; node is not null;)
        {
            var isBefore = afterEpk is not null && string.CompareOrdinal(afterEpk, scope.Start) >= 0
                ? ItemOrder.Compare(afterEpk, afterId!, node.Item) >= 0
                : string.CompareOrdinal(node.Item.Epk, scope.Start) < 0;
            if (!isBefore)
                pending.Push(node);
            node = isBefore ? node.Right : node.Left;
        }
        while (pending.TryPop(out var next))
        {
            if (string.CompareOrdinal(next.Item.Epk, scope.End) >= 0)
                yield break;
            yield return next.Item;
            for (var node = next.Right; node is not null; node = node.Left)
                pending.Push(node);
        }
    }

    private static Node Put(Node? node, StoredItem item)
    {
        if (node is null)
            return new Node(item, null, null);
        var order = ItemOrder.Compare(item.Epk, item.Id, node.Item);
        if (order == 0)
            return new Node(item, node.Left, node.Right);
        return order < 0
            ? Balance(node.Item, Put(node.Left, item), node.Right)
            : Balance(node.Item, node.Left, Put(node.Right, item));
    }

    private static Node? Remove(Node? node, string epk, string id)
    {
        if (node is null)
            return null;
        var order = ItemOrder.Compare(epk, id, node.Item);
        if (order < 0)
            return Balance(node.Item, Remove(node.Left, epk, id), node.Right);
        if (order > 0)
            return Balance(node.Item, node.Left, Remove(node.Right, epk, id));
        if (node.Left is null)
            return node.Right;
        if (node.Right is null)
            return node.Left;
        var successor = node.Right;
        while (successor.Left is not null)
            successor = successor.Left;
        return Balance(successor.Item, node.Left, Remove(node.Right, successor.Item.Epk, successor.Item.Id));
    }

    private static Node Balance(StoredItem item, Node? left, Node? right)
    {
        if (Height(left) > Height(right) + 1)
        {
            if (Height(left!.Left) >= Height(left.Right))
                return new Node(left.Item, left.Left, new Node(item, left.Right, right));
            var middle = left.Right!;
            return new Node(
                middle.Item, new Node(left.Item, left.Left, middle.Left), new Node(item, middle.Right, right));
        }
        if (Height(right) > Height(left) + 1)
        {
            if (Height(right!.Right) >= Height(right.Left))
                return new Node(right.Item, new Node(item, left, right.Left), right.Right);
            var middle = right.Left!;
            return new Node(
                middle.Item, new Node(item, left, middle.Left), new Node(right.Item, middle.Right, right.Right));
        }
        return new Node(item, left, right);
    }

    private static int Height(Node? node) => node?.Height ?? 0;

    private sealed class Node(StoredItem item, Node? left, Node? right)
    {
        public StoredItem Item { get; } = item;

        public Node? Left { get; } = left;

        public Node? Right { get; } = right;

        public int Height { get; } = Math.Max(left?.Height ?? 0, right?.Height ?? 0) + 1;

        public int Count { get; } = (left?.Count ?? 0) + (right?.Count ?? 0) + 1;
    }
}
