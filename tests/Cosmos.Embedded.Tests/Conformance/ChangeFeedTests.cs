using System.Net;
using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class ChangeFeedTests : CosmosTest
{
    [Fact]
    public async Task ReadNext_LatestVersion_GivesEachChangedItemOnceInOrder()
    {
        var container = await NewContainer();
        await container.CreateItemAsync(new Item("1", "a", 1), new PartitionKey("a"));
        await container.CreateItemAsync(new Item("2", "b", 1), new PartitionKey("b"));
        await container.UpsertItemAsync(new Item("1", "a", 2), new PartitionKey("a"));
        using var feed = container.GetChangeFeedIterator<Item>(
            ChangeFeedStartFrom.Beginning(), ChangeFeedMode.LatestVersion, new() { PageSizeHint = 1 });
        Assert.Equal(["2:1", "1:2"], await Drain(feed));
        await container.UpsertItemAsync(new Item("2", "b", 3), new PartitionKey("b"));
        Assert.Equal(["2:3"], await Drain(feed));
    }

    [Fact]
    public async Task ReadNext_FromNow_GivesLaterChangesOnly()
    {
        var container = await NewContainer();
        await container.CreateItemAsync(new Item("1", "a", 1), new PartitionKey("a"));
        using var feed = container.GetChangeFeedIterator<Item>(ChangeFeedStartFrom.Now(), ChangeFeedMode.LatestVersion);
        Assert.Empty(await Drain(feed));
        await container.CreateItemAsync(new Item("2", "a", 1), new PartitionKey("a"));
        Assert.Equal(["2:1"], await Drain(feed));
    }

    private static async Task<List<string>> Drain(FeedIterator<Item> feed)
    {
        var rows = new List<string>();
        while (true)
        {
            var page = await feed.ReadNextAsync();
            if (page.StatusCode == HttpStatusCode.NotModified)
                return rows;
            rows.AddRange(page.Select(item => $"{item.Id}:{item.N}"));
        }
    }
}
