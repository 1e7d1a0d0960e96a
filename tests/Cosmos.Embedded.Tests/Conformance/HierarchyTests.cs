using System.Net;
using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class HierarchyTests : CosmosTest
{
    [Fact]
    public async Task ReadItem_FullKey_FindsTheOneOfThatKey()
    {
        var container = await WithItems();
        var read = await container.ReadItemAsync<Node>("1", Key("t1", "d2"));
        Assert.Equal(new Node("1", "t1", "d2"), read.Resource);
    }

    [Fact]
    public async Task ReadItem_PrefixOfKey_IsBadRequest()
    {
        var container = await WithItems();
        using var read = await container.ReadItemStreamAsync("1", new PartitionKeyBuilder().Add("t1").Build());
        Assert.Equal(HttpStatusCode.BadRequest, read.StatusCode);
    }

    [Theory]
    [InlineData(null, null, 6)]
    [InlineData("t1", null, 3)]
    [InlineData("t1", "d2", 1)]
    [InlineData("t3", null, 0)]
    public async Task GetItemQueryIterator_PrefixOrFullKey_SeesThatPartOnly(
        string? tenant, string? document, int expected)
    {
        var container = await WithItems();
        var key = tenant is null ? (PartitionKey?)null
            : document is null ? new PartitionKeyBuilder().Add(tenant).Build() : Key(tenant, document);
        foreach (var pageSize in new[] { -1, 1 })
        {
            var rows = await Rows<Node>(
                container, new("SELECT * FROM c"), new() { PartitionKey = key, MaxItemCount = pageSize });
            Assert.Equal(expected, rows.Count);
            Assert.All(rows, row => Assert.Equal(tenant ?? row.Tenant, row.Tenant));
        }
    }

    [Fact]
    public async Task Query_ShortArrayInHeader_IsAPrefix()
    {
        await WithItems();
        using var http = new RawHttp(Engine);
        var (status, body) = await http.Send(
            "POST", "/dbs/db/colls/tree/docs", """{"query":"SELECT VALUE COUNT(1) FROM c"}""",
            ("x-ms-documentdb-isquery", "True"), ("x-ms-documentdb-partitionkey", "[\"t2\"]"));
        Assert.Equal(200, status);
        Assert.Contains("\"Documents\":[3]", body);
    }

    [Fact]
    public async Task CreateItem_SecondLevelMissing_IsReadWithNone()
    {
        var container = await WithItems();
        var key = new PartitionKeyBuilder().Add("t1").AddNoneType().Build();
        await container.CreateItemAsync(new { id = "x", tenant = "t1" }, key);
        using var read = await container.ReadItemStreamAsync("x", key);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task PartitionKeyDelete_FullKey_RemovesThatPartitionOnly()
    {
        var container = await WithItems();
        using var http = new RawHttp(Engine);
        var (status, _) = await http.Send(
            "POST", "/dbs/db/colls/tree/operations/partitionkeydelete", null, ("x-ms-documentdb-partitionkey",
                "[\"t1\",\"d1\"]"));
        Assert.Equal(200, status);
        Assert.Equal(5, (await Rows<Node>(container, new("SELECT * FROM c"))).Count);
        Assert.Empty(await Rows<Node>(container, new("SELECT * FROM c WHERE c.tenant = 't1' AND c.document = 'd1'")));
    }

    [Fact]
    public async Task Batch_FullKey_IsAtomicWithinIt()
    {
        var container = await WithItems();
        using var answer = await container.CreateTransactionalBatch(Key("t1", "d1"))
            .UpsertItem(new Node("1", "t1", "d1")).CreateItem(new Node("2", "t1", "d1")).ExecuteAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task ReadManyItems_FullKeys_GivesThose()
    {
        var container = await WithItems();
        var items = await container.ReadManyItemsAsync<Node>(
            [("1", Key("t1", "d1")), ("1", Key("t2", "d3")), ("2", Key("t2", "d3"))]);
        Assert.Equal(["t1 d1", "t2 d3"], items.Select(node => $"{node.Tenant} {node.Document}").Order());
    }

    [Fact]
    public async Task GetChangeFeedIterator_PrefixOfKey_GivesItsChangesOnly()
    {
        var container = await WithItems();
        var range = FeedRange.FromPartitionKey(new PartitionKeyBuilder().Add("t2").Build());
        using var feed = container.GetChangeFeedIterator<Node>(
            ChangeFeedStartFrom.Beginning(range), ChangeFeedMode.LatestVersion);
        var page = await feed.ReadNextAsync();
        Assert.Equal(["d1", "d2", "d3"], page.Select(node => node.Document));
        Assert.All(page, node => Assert.Equal("t2", node.Tenant));
    }

    private static PartitionKey Key(string tenant, string document) =>
        new PartitionKeyBuilder().Add(tenant).Add(document).Build();

    private async Task<Container> WithItems()
    {
        var container = await NewHierarchicalContainer("/tenant", "/document");
        foreach (var tenant in new[] { "t1", "t2" })
        {
            foreach (var document in new[] { "d1", "d2", "d3" })
                await container.CreateItemAsync(new Node("1", tenant, document), Key(tenant, document));
        }
        return container;
    }

    public sealed record Node(string Id, string Tenant, string Document);
}
