using System.Net;
using Microsoft.Azure.Cosmos;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class TimeToLiveTests : CosmosTest
{
    private static readonly PartitionKey A = new("a");

    [Fact]
    public async Task ReadItem_PastContainerDefault_IsGoneAndItsIdIsFree()
    {
        var container = await NewContainer(configure: properties => properties.DefaultTimeToLive = 10);
        await container.CreateItemAsync(new Item("1", "a"), A);
        Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("1", (await container.ReadItemAsync<Item>("1", A)).Resource.Id);
        Clock.Advance(TimeSpan.FromSeconds(1));
        using var read = await container.ReadItemStreamAsync("1", A);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        await container.CreateItemAsync(new Item("1", "a", 2), A);
        Assert.Equal(2, (await container.ReadItemAsync<Item>("1", A)).Resource.N);
    }

    [Theory]
    [InlineData(null, 5, true)]
    [InlineData(-1, 5, false)]
    [InlineData(-1, null, true)]
    [InlineData(5, -1, true)]
    public async Task ReadItem_OwnTimeToLive_OverridesTheContainers(int? containerDefault, int? own, bool isAlive)
    {
        var container = await NewContainer(configure: properties => properties.DefaultTimeToLive = containerDefault);
        var json = own is null ? """{"id":"1","pk":"a"}""" : $$"""{"id":"1","pk":"a","ttl":{{own}}}""";
        using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        using var created = await container.CreateItemStreamAsync(body, A);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Clock.Advance(TimeSpan.FromDays(1));
        using var read = await container.ReadItemStreamAsync("1", A);
        Assert.Equal(isAlive ? HttpStatusCode.OK : HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task Sweep_DefaultChangedSinceTheWrite_FollowsTheNewOne()
    {
        var container = await NewContainer(configure: properties => properties.DefaultTimeToLive = -1);
        await container.CreateItemAsync(new Item("default", "a"), A);
        await container.CreateItemAsync(new Item("longer", "a", Ttl: 1000), A);
        await container.CreateItemAsync(new Item("never", "a", Ttl: -1), A);
        await container.ReplaceContainerAsync(new ContainerProperties("items", "/pk") { DefaultTimeToLive = 10 });
        Clock.Advance(TimeSpan.FromSeconds(60));
        // A write queues behind the sweep that the clock has just started.
        await container.UpsertItemAsync(new Item("new", "a"), A);
        Assert.Equal(["longer", "never", "new"], StoredIds());
        await container.ReplaceContainerAsync(new ContainerProperties("items", "/pk") { DefaultTimeToLive = null });
        Clock.Advance(TimeSpan.FromHours(1));
        await container.UpsertItemAsync(new Item("newer", "a"), A);
        Assert.Equal(["longer", "never", "new", "newer"], StoredIds());
    }

    [Fact]
    public async Task Sweep_MoreThanOneWriteRemoves_RemovesAll()
    {
        const int count = 1500;
        var container = await NewContainer(configure: properties => properties.DefaultTimeToLive = 10);
        for (var first = 0; first < count; first += 100)
        {
            var batch = container.CreateTransactionalBatch(A);
            for (var id = first; id < first + 100; id++)
                batch.CreateItem(new Item($"{id}", "a"));
            using var answer = await batch.ExecuteAsync();
            Assert.True(answer.IsSuccessStatusCode);
        }
        Clock.Advance(TimeSpan.FromSeconds(10));
        await container.UpsertItemAsync(new Item("last", "a"), A);
        Assert.Equal(count + 1, StoredIds().Count);
        await Engine.RemoveExpired();
        Assert.Equal(["last"], StoredIds());
    }

    [Fact]
    public async Task Sweep_Expired_AreRemovedAndOthersStay()
    {
        var container = await NewContainer(configure: properties => properties.DefaultTimeToLive = 10);
        await container.CreateItemAsync(new Item("1", "a"), A);
        Clock.Advance(TimeSpan.FromSeconds(55));
        await container.CreateItemAsync(new Item("2", "a"), A);
        Clock.Advance(TimeSpan.FromSeconds(5));
        // A write queues behind the sweep that the clock has just started.
        await container.UpsertItemAsync(new Item("3", "a"), A);
        Assert.Equal(["2", "3"], StoredIds());
    }

    private List<string> StoredIds()
    {
        using var snapshot = Engine.Snapshot();
        return [.. snapshot.Container("db", "items").Items.Range(PartitionScope.All).Select(item => item.Id)];
    }
}
