using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Tests.Items;

public sealed class ItemSetTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Range_AfterRandomWritesAndCommits_AgreesWithASortedDictionary(bool isStored)
    {
        var random = new Random(20261201);
        var model = new SortedDictionary<(string Epk, string Id), StoredItem>();
        var rows = new TreeRows();
        var set = isStored ? ItemSet.Stored(TreeRows.Container, 0).Over(rows) : ItemSet.Empty;
        for (var step = 1; step <= 3000; step++)
        {
            var key = (Epk: $"{random.Next(12):X2}", Id: $"{random.Next(30):D2}");
            var found = set.Find(key.Epk, key.Id);
            Assert.Equal(model.GetValueOrDefault(key), found);
            if (found is not null && random.Next(2) == 0)
            {
                set = set.Without(found);
                model.Remove(key);
            }
            else
            {
                var item = new StoredItem(step, key.Epk, key.Id, step, step, 0, null, [], 0);
                set = set.With(item, replacesOne: found is not null);
                model[key] = item;
            }
            Assert.Equal(model.Count, set.Count);
            if (random.Next(40) != 0)
                continue;
            Check(model, set, random);
            if (isStored)
            {
                rows = new TreeRows(model.Values);
                set = ItemSet.Stored(TreeRows.Container, set.Count).Over(rows);
                Check(model, set, random);
            }
        }
    }

    [Fact]
    public void Find_StoredButNotBound_IsRefused()
    {
        var set = ItemSet.Stored(1, 7);
        Assert.Equal(7, set.Count);
        Assert.Contains("snapshot", Assert.Throws<InvalidOperationException>(() => set.Find("00", "1")).Message);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "a\0")]
    [InlineData("\uFFFD", "😀")]
    [InlineData("\uD7FF", "\uE000")]
    [InlineData("\uE000", "😀")]
    [InlineData("😀", "😁")]
    public void CompareIds_AnyText_IsTheOrderOfUtf8Bytes(string less, string more)
    {
        Assert.True(ItemOrder.CompareIds(less, more) < 0);
        Assert.True(ItemOrder.CompareIds(more, less) > 0);
        Assert.Equal(0, ItemOrder.CompareIds(more, more));
        var (left, right) = (System.Text.Encoding.UTF8.GetBytes(less), System.Text.Encoding.UTF8.GetBytes(more));
        Assert.True(left.AsSpan().SequenceCompareTo(right) < 0);
    }

    private static void Check(
        SortedDictionary<(string Epk, string Id), StoredItem> model, ItemSet set, Random random)
    {
        Assert.Equal(model.Values, set.Range(PartitionScope.All));
        var (start, end) = ($"{random.Next(6):X2}", $"{6 + random.Next(6):X2}");
        var inScope = model.Where(entry =>
            string.CompareOrdinal(entry.Key.Epk, start) >= 0 && string.CompareOrdinal(entry.Key.Epk, end) < 0).ToList();
        Assert.Equal(inScope.Select(entry => entry.Value), set.Range(new PartitionScope(start, end)));
        var after = (Epk: start, Id: $"{random.Next(30):D2}");
        Assert.Equal(
            inScope.Where(entry => entry.Key.CompareTo(after) > 0).Select(entry => entry.Value),
            set.Range(new PartitionScope(start, end), after.Epk, after.Id));
    }

    /// <summary>What was committed, in a tree instead of a file.</summary>
    private sealed class TreeRows(IEnumerable<StoredItem>? items = null) : IItemRows
    {
        public const uint Container = 5;

        private readonly ItemIndex _items = (items ?? []).Aggregate(ItemIndex.Empty, (tree, item) => tree.With(item));

        public StoredItem? Find(uint container, string epk, string id) => _items.Find(epk, id);

        public IEnumerable<StoredItem> Range(uint container, PartitionScope scope, string? afterEpk, string? afterId) =>
            _items.Range(scope, afterEpk, afterId);

        public IReadOnlyList<StoredItem> Expired(uint container, long nowSeconds, int itemsMax) => [];

        public IEnumerable<FeatureRow> Features(uint container, PartitionScope scope) =>
            _items.Range(scope).Select(item => new FeatureRow(item, []));

        public string? UniqueKeyOwner(uint container, string entry) => null;
    }
}
