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
    public async Task Sweep_Expired_AreRemovedAndOthersStay()
    {
        var container = await NewContainer(configure: properties => properties.DefaultTimeToLive = 10);
        await container.CreateItemAsync(new Item("1", "a"), A);
        Clock.Advance(TimeSpan.FromSeconds(55));
        await container.CreateItemAsync(new Item("2", "a"), A);
        Clock.Advance(TimeSpan.FromSeconds(5));
        // A write queues behind the sweep that the clock has just started.
        await container.UpsertItemAsync(new Item("3", "a"), A);
        using var snapshot = Engine.Snapshot();
        Assert.Equal(["2", "3"], snapshot.Container("db", "items").Items.Range(PartitionScope.All).Select(item => item.Id));
    }
}
