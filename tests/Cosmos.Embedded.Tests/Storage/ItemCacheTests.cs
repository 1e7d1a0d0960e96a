using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Storage;

namespace Trivium.Cosmos.Embedded.Tests.Storage;

public sealed class ItemCacheTests
{
    private const int BodyBytes = 1000;
    private const long BytesMax = 100_000;

    [Fact]
    public void Add_MoreThanFits_StaysWithinItsBytes()
    {
        var cache = new ItemCache(BytesMax);
        for (var key = 1; key <= 1000; key++)
        {
            cache.Add(New(key), mayDisplace: true);
            Assert.InRange(cache.Bytes, 1, BytesMax);
        }
        Assert.InRange(Enumerable.Range(1, 1000).Count(key => cache.Find(key, 1) is not null), 10, 100);
    }

    [Fact]
    public void Add_LongScanBesideItemsInUse_LeavesThese()
    {
        var cache = new ItemCache(BytesMax);
        for (var key = 1; key <= 5; key++)
            cache.Add(New(key), mayDisplace: true);
        for (var key = 100; key < 2000; key++)
        {
            cache.Add(New(key), mayDisplace: true);
            Assert.NotNull(cache.Find(1 + key % 5, 1));
        }
    }

    [Fact]
    public void Add_FullAndNotToDisplace_LeavesWhatIsThere()
    {
        var cache = new ItemCache(BytesMax);
        for (var key = 1; key <= 200; key++)
            cache.Add(New(key), mayDisplace: false);
        var kept = Enumerable.Range(1, 200).Count(key => cache.Find(key, 1) is not null);
        Assert.InRange(kept, 10, 100);
        Assert.Equal(Enumerable.Range(1, kept), Enumerable.Range(1, 200).Where(key => cache.Find(key, 1) is not null));
    }

    [Fact]
    public void Find_OtherVersionOfTheItem_IsNotFound()
    {
        var cache = new ItemCache(BytesMax);
        cache.Add(New(1), mayDisplace: true);
        Assert.Null(cache.Find(1, 2));
        Assert.Null(cache.Find(2, 1));
    }

    [Fact]
    public void Add_LargeBody_IsNotKept()
    {
        var cache = new ItemCache(long.MaxValue);
        cache.Add(New(1) with { Body = new byte[ItemCache.BodyBytesMax + 1] }, mayDisplace: true);
        Assert.Null(cache.Find(1, 1));
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void Add_FromManyThreads_StaysWithinItsBytes()
    {
        var cache = new ItemCache(BytesMax);
        Parallel.For(0, 4, thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 5000; i++)
            {
                var key = random.Next(1, 300);
                if (cache.Find(key, 1) is { } found)
                    Assert.Equal(key, found.Key);
                else
                    cache.Add(New(key), mayDisplace: true);
            }
        });
        Assert.InRange(cache.Bytes, 1, BytesMax);
    }

    private static StoredItem New(long key) => new(key, "00", $"{key}", 1, 1, 0, null, new byte[BodyBytes], 0);
}
