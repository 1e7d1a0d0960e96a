using System.Net;
using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class BatchTests : CosmosTest
{
    private static readonly PartitionKey A = new("a");

    [Fact]
    public async Task ExecuteAsync_EveryKindOfOperation_AllHappen()
    {
        var container = await NewContainer();
        foreach (var id in new[] { "read", "replace", "patch", "delete" })
            await container.CreateItemAsync(new Item(id, "a", 1), A);
        using var response = await container.CreateTransactionalBatch(A)
            .CreateItem(new Item("create", "a"))
            .UpsertItem(new Item("upsert", "a"))
            .ReadItem("read")
            .ReplaceItem("replace", new Item("replace", "a", 2))
            .PatchItem("patch", [PatchOperation.Increment("/n", 4)])
            .DeleteItem("delete")
            .ExecuteAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([201, 201, 200, 200, 200, 204], response.Select(result => (int)result.StatusCode));
        Assert.Equal("read", response.GetOperationResultAtIndex<Item>(2).Resource.Id);
        Assert.Equal(5, response.GetOperationResultAtIndex<Item>(4).Resource.N);
        Assert.True(response.RequestCharge > 20);
    }

    [Fact]
    public async Task ExecuteAsync_OneFails_NothingHappened()
    {
        var container = await NewContainer();
        await container.CreateItemAsync(new Item("taken", "a"), A);
        using var response = await container.CreateTransactionalBatch(A)
            .CreateItem(new Item("new", "a")).CreateItem(new Item("taken", "a")).DeleteItem("taken").ExecuteAsync();
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal([424, 409, 424], response.Select(result => (int)result.StatusCode));
        Assert.Contains("'taken' exists already", response.ErrorMessage);
        using var read = await container.ReadItemStreamAsync("new", A);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task ExecuteAsync_StaleETag_FailsTheBatch()
    {
        var container = await NewContainer();
        var old = await container.CreateItemAsync(new Item("1", "a", 1), A);
        await container.UpsertItemAsync(new Item("1", "a", 2), A);
        using var response = await container.CreateTransactionalBatch(A)
            .CreateItem(new Item("2", "a"))
            .ReplaceItem("1", new Item("1", "a", 3), new() { IfMatchEtag = old.ETag })
            .ExecuteAsync();
        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal(2, (await container.ReadItemAsync<Item>("1", A)).Resource.N);
    }

    [Fact]
    public async Task ExecuteAsync_NoContentOnWrite_AnswersETagsOnly()
    {
        var container = await NewContainer();
        using var response = await container.CreateTransactionalBatch(A)
            .CreateItem(new Item("1", "a"), new() { EnableContentResponseOnWrite = false }).ExecuteAsync();
        Assert.Null(response[0].ResourceStream);
        Assert.Equal(response[0].ETag, (await container.ReadItemAsync<Item>("1", A)).ETag);
    }

    [Fact]
    public async Task Bulk_ManyUpsertsOverPartitions_AllHappen()
    {
        await NewContainer();
        var container = NewClient(options => options.AllowBulkExecution = true).GetContainer("db", "items");
        var writes = Enumerable.Range(0, 300).Select(i =>
            container.UpsertItemAsync(new Item($"{i}", $"p{i % 7}", i), new PartitionKey($"p{i % 7}")));
        var answers = await Task.WhenAll(writes);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal(299, (await container.ReadItemAsync<Item>("299", new PartitionKey("p5"))).Resource.N);
    }

    [Fact]
    public async Task Bulk_OneFails_OthersHappen()
    {
        await NewContainer();
        var container = NewClient(options => options.AllowBulkExecution = true).GetContainer("db", "items");
        await container.CreateItemAsync(new Item("1", "a"), A);
        var good = container.CreateItemAsync(new Item("2", "a"), A);
        var bad = container.CreateItemAsync(new Item("1", "a"), A);
        var error = await Assert.ThrowsAsync<CosmosException>(() => bad);
        Assert.Equal(HttpStatusCode.Conflict, error.StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await good).StatusCode);
    }
}
