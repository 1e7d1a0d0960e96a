using System.Net;
using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class ItemTests : CosmosTest
{
    private static readonly PartitionKey A = new("a");

    [Fact]
    public async Task CreateItem_New_IsReadBackWithSystemProperties()
    {
        var container = await NewContainer();
        var created = await container.CreateItemAsync(new Item("1", "a", 5, "日本語"), A);
        var read = await container.ReadItemAsync<Item>("1", A);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(new Item("1", "a", 5, "日本語"), read.Resource);
        Assert.Equal(created.ETag, read.ETag);
        using var stream = (await container.ReadItemStreamAsync("1", A)).Content;
        var json = await System.Text.Json.Nodes.JsonNode.ParseAsync(stream);
        Assert.Equal(Clock.GetUtcNow().ToUnixTimeSeconds(), (long)json!["_ts"]!);
        Assert.Equal(created.ETag, (string)json["_etag"]!);
        Assert.Equal(16, Convert.FromBase64String(((string)json["_rid"]!).Replace('-', '/')).Length);
    }

    [Fact]
    public async Task CreateItem_SameIdAndPartition_Conflicts()
    {
        var container = await NewContainer();
        await container.CreateItemAsync(new Item("1", "a"), A);
        await container.CreateItemAsync(new Item("1", "b"), new PartitionKey("b"));
        var error = await Assert.ThrowsAsync<CosmosException>(() => container.CreateItemAsync(new Item("1", "a"), A));
        Assert.Equal(HttpStatusCode.Conflict, error.StatusCode);
    }

    [Fact]
    public async Task UpsertItem_NewThenExisting_CreatesThenReplaces()
    {
        var container = await NewContainer();
        var first = await container.UpsertItemAsync(new Item("1", "a", 1), A);
        var second = await container.UpsertItemAsync(new Item("1", "a", 2), A);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(2, (await container.ReadItemAsync<Item>("1", A)).Resource.N);
    }

    [Fact]
    public async Task ReplaceItem_StaleETag_FailsPrecondition()
    {
        var container = await NewContainer();
        var first = await container.CreateItemAsync(new Item("1", "a", 1), A);
        await container.ReplaceItemAsync(new Item("1", "a", 2), "1", A, new() { IfMatchEtag = first.ETag });
        var error = await Assert.ThrowsAsync<CosmosException>(() =>
            container.ReplaceItemAsync(new Item("1", "a", 3), "1", A, new() { IfMatchEtag = first.ETag }));
        Assert.Equal(HttpStatusCode.PreconditionFailed, error.StatusCode);
        Assert.Equal(2, (await container.ReadItemAsync<Item>("1", A)).Resource.N);
    }

    [Fact]
    public async Task ReplaceItem_OtherId_IsRefused()
    {
        var container = await NewContainer();
        await container.CreateItemAsync(new Item("1", "a", 1), A);
        var error = await Assert.ThrowsAsync<CosmosException>(() =>
            container.ReplaceItemAsync(new Item("2", "a"), "1", A));
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
    }

    [Fact]
    public async Task DeleteItem_Existing_IsGone()
    {
        var container = await NewContainer();
        await container.CreateItemAsync(new Item("1", "a"), A);
        var deleted = await container.DeleteItemAsync<Item>("1", A);
        var error = await Assert.ThrowsAsync<CosmosException>(() => container.ReadItemAsync<Item>("1", A));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, error.StatusCode);
        Assert.Equal(0, error.SubStatusCode);
    }

    [Fact]
    public async Task ReadItem_IfNoneMatchCurrent_IsNotModified()
    {
        var container = await NewContainer();
        var created = await container.CreateItemAsync(new Item("1", "a"), A);
        using var read = await container.ReadItemStreamAsync("1", A, new() { IfNoneMatchEtag = created.ETag });
        Assert.Equal(HttpStatusCode.NotModified, read.StatusCode);
    }

    [Fact]
    public async Task CreateItem_NoContentOnWrite_AnswersETagWithoutBody()
    {
        var container = await NewContainer();
        var created =
            await container.CreateItemAsync(new Item("1", "a"), A, new() { EnableContentResponseOnWrite = false });
        Assert.Null(created.Resource);
        Assert.Equal(created.ETag, (await container.ReadItemAsync<Item>("1", A)).ETag);
    }

    [Fact]
    public async Task CreateItem_PartitionKeyOtherThanHeader_IsMismatch()
    {
        var container = await NewContainer();
        var error = await Assert.ThrowsAsync<CosmosException>(() =>
            container.CreateItemAsync(new Item("1", "a"), new PartitionKey("b")));
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.Equal(1001, error.SubStatusCode);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("日本語 100%")]
    [InlineData("a+b&c=d")]
    public async Task ReadItem_IdNeedsEscaping_IsFound(string id)
    {
        var container = await NewContainer();
        await container.CreateItemAsync(new Item(id, "a"), A);
        Assert.Equal(id, (await container.ReadItemAsync<Item>(id, A)).Resource.Id);
    }

    [Fact]
    public async Task RequestCharge_LargerItem_CostsMore()
    {
        var container = await NewContainer();
        var small = await container.CreateItemAsync(new Item("1", "a", 1, "x"), A);
        var large = await container.CreateItemAsync(new Item("2", "a", 1, new string('x', 100_000)), A);
        Assert.True(small.RequestCharge > 1);
        Assert.True(large.RequestCharge > 5 * small.RequestCharge, $"{large.RequestCharge} and {small.RequestCharge}");
        var readSmall = await container.ReadItemAsync<Item>("1", A);
        var readLarge = await container.ReadItemAsync<Item>("2", A);
        Assert.True(readLarge.RequestCharge > readSmall.RequestCharge);
    }

    [Fact]
    public async Task SessionToken_EachWrite_Advances()
    {
        var container = await NewContainer();
        var first = await container.CreateItemAsync(new Item("1", "a"), A);
        var second = await container.CreateItemAsync(new Item("2", "a"), A);
        Assert.Equal("0:-1#1", first.Headers.Session);
        Assert.Equal("0:-1#2", second.Headers.Session);
    }

    [Fact]
    public async Task ReadItem_ContainerDeletedAndMadeAnew_FindsNothingOld()
    {
        var container = await NewContainer();
        await container.CreateItemAsync(new Item("1", "a"), A);
        using (var other = NewClient())
            await other.GetContainer("db", "items").DeleteContainerAsync();
        await NewContainer();
        using var read = await container.ReadItemStreamAsync("1", A);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        await container.CreateItemAsync(new Item("1", "a"), A);
    }
}
