using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Tests.Items;

public sealed class ItemIndexTests
{
    [Fact]
    public void Range_AfterRandomWrites_AgreesWithASortedDictionary()
    {
        var random = new Random(20260102);
        var model = new SortedDictionary<string, StoredItem>(StringComparer.Ordinal);
        var index = ItemIndex.Empty;
        for (var step = 0; step < 4000; step++)
        {
            var (epk, id) = ($"{random.Next(30):X2}", $"{random.Next(40):D2}");
            if (random.Next(3) == 0)
            {
                index = index.Without(epk, id);
                model.Remove(epk + id);
            }
            else
            {
                var item = New(epk, id, step);
                index = index.With(item);
                model[epk + id] = item;
            }
            Assert.Equal(model.Count, index.Count);
        }
        Assert.Equal(model.Values, index.Range(PartitionScope.All));
        var (from, to) = ("05", "11");
        Assert.Equal(
            model.Values.Where(item =>
                string.CompareOrdinal(item.Epk, from) >= 0 && string.CompareOrdinal(item.Epk, to) < 0),
            index.Range(new PartitionScope(from, to)));
        Assert.Equal(
            model.Values.Where(item => string.CompareOrdinal(item.Epk + item.Id, "0720") > 0),
            index.Range(PartitionScope.All, "07", "20"));
    }

    [Fact]
    public void With_OlderVersionHeld_TheOlderStaysAsItWas()
    {
        var before = ItemIndex.Empty.With(New("A", "1", 1));
        var after = before.With(New("A", "1", 2)).With(New("A", "2", 3)).Without("A", "1");
        Assert.Equal(1, Assert.Single(before.Range(PartitionScope.All)).Lsn);
        Assert.Equal(3, Assert.Single(after.Range(PartitionScope.All)).Lsn);
    }

    private static StoredItem New(string epk, string id, long lsn) => new(lsn, epk, id, lsn, lsn, 0, null, [], 0);
}
