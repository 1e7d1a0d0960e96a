using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Queries;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class QueryTests : CosmosTest
{
    private const int Count = 30;

    [Theory]
    [InlineData("SELECT VALUE c.n FROM c WHERE c.n < 3 ORDER BY c.n", "[0,1,2]")]
    [InlineData("SELECT VALUE COUNT(1) FROM c", "[30]")]
    [InlineData("SELECT COUNT(1) AS many, SUM(c.n) AS total FROM c WHERE c.pk = 'p1'", """[{"many":10,"total":145}]""")]
    [InlineData("SELECT c.pk, MAX(c.n) AS most FROM c GROUP BY c.pk",
        """[{"pk":"p0","most":27},{"pk":"p1","most":28},{"pk":"p2","most":29}]""")]
    [InlineData("SELECT DISTINCT VALUE c.pk FROM c", """["p0","p1","p2"]""")]
    [InlineData("SELECT TOP 2 VALUE c.n FROM c ORDER BY c.n DESC", "[29,28]")]
    [InlineData("SELECT VALUE c.n FROM c ORDER BY c.n OFFSET 3 LIMIT 2", "[3,4]")]
    [InlineData("SELECT VALUE t FROM c JOIN t IN c.tags WHERE c.n = 4", """["t4","even"]""")]
    [InlineData("SELECT VALUE {n: c.n} FROM c WHERE STARTSWITH(c.id, '2') AND c.n IN (2, 20, 7)",
        """[{"n":2},{"n":20}]""")]
    [InlineData("SELECT VALUE 1", "[1]")]
    public async Task GetItemQueryIterator_AnyPageSize_GivesTheSameRows(string query, string expected)
    {
        var container = await WithItems();
        foreach (var pageSize in new[] { -1, 1, 2 })
        {
            var rows = await Rows<JsonElement>(container, new(query), new() { MaxItemCount = pageSize });
            Assert.Equal(InOrder(JsonSerializer.Deserialize<JsonElement[]>(expected)!), InOrder(rows));
        }

        // Without ORDER BY the order is nobody's promise.
        IEnumerable<string> InOrder(IEnumerable<JsonElement> rows) => query.Contains("ORDER BY")
            ? rows.Select(row => row.GetRawText())
            : rows.Select(row => row.GetRawText()).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task ReadNext_SmallPages_EachRowOnceAndTheTokenResumes()
    {
        var container = await WithItems();
        var seen = new List<int>();
        string? token = null;
        do
        {
            // A new iterator for each page, as a stateless server does it.
            using var iterator = container.GetItemQueryIterator<int>(
                "SELECT VALUE c.n FROM c WHERE c.n >= 5", token, new() { MaxItemCount = 4 });
            var page = await iterator.ReadNextAsync();
            Assert.InRange(page.Count, 1, 4);
            seen.AddRange(page);
            token = page.ContinuationToken;
        }
        while (token is not null);
        Assert.Equal(Enumerable.Range(5, 25), seen.Order());
    }

    [Fact]
    public async Task ReadNext_JoinSplitOverPages_EachRowOnce()
    {
        var container = await WithItems();
        var rows =
            await Rows<string>(container, new("SELECT VALUE t FROM c JOIN t IN c.tags"), new() { MaxItemCount = 1 });
        Assert.Equal(Count * 2, rows.Count);
        Assert.Equal(Count, rows.Count(row => row.StartsWith('t')));
    }

    [Fact]
    public async Task ReadNext_ItemsWrittenBetweenPagesOfSortedQuery_PagesAreOfOneResult()
    {
        var container = await WithItems();
        using var iterator = container.GetItemQueryIterator<int>(
            "SELECT VALUE c.n FROM c ORDER BY c.n", requestOptions: new() { MaxItemCount = 10 });
        var rows = new List<int>(await iterator.ReadNextAsync());
        await container.CreateItemAsync(new Item("new", "p0", -1), new PartitionKey("p0"));
        while (iterator.HasMoreResults)
            rows.AddRange(await iterator.ReadNextAsync());
        Assert.Equal(Enumerable.Range(0, Count), rows);
    }

    [Fact]
    public async Task ReadNext_LastItemOfAPageDeleted_NextPageGoesOnBehindIt()
    {
        var container = await WithItems();
        using var iterator = container.GetItemQueryIterator<Item>(
            "SELECT * FROM c", requestOptions: new() { MaxItemCount = 1 });
        var first = (await iterator.ReadNextAsync()).Single();
        await container.DeleteItemAsync<Item>(first.Id, new PartitionKey(first.Pk));
        var rows = new List<Item> { first };
        while (iterator.HasMoreResults)
            rows.AddRange(await iterator.ReadNextAsync());
        Assert.Equal(Count, rows.Select(row => row.Id).Distinct().Count());
    }

    [Fact]
    public async Task GetItemQueryIterator_PartitionKey_SeesThatPartitionOnly()
    {
        var container = await WithItems();
        var rows = await Rows<string>(
            container, new("SELECT DISTINCT VALUE c.pk FROM c"), new() { PartitionKey = new("p1") });
        Assert.Equal(["p1"], rows);
    }

    [Fact]
    public async Task GetItemQueryIterator_Parameters_AreValues()
    {
        var container = await WithItems();
        var query = new QueryDefinition("SELECT VALUE c.n FROM c WHERE c.id = @id OR ARRAY_CONTAINS(@list, c.n)")
            .WithParameter("@id", "3").WithParameter("@list", new[] { 7, 8 });
        Assert.Equal([3, 7, 8], (await Rows<int>(container, query)).Order());
    }

    [Theory]
    [InlineData("SELEC 1")]
    [InlineData("SELECT * FROM c WHERE")]
    [InlineData("SELECT VALUE NOSUCH(c.n) FROM c")]
    [InlineData("SELECT * FROM c WHERE c.n = @missing")]
    public async Task GetItemQueryIterator_BadQuery_IsBadRequest(string query)
    {
        var container = await WithItems();
        var error = await Assert.ThrowsAnyAsync<CosmosException>(() => Rows<JsonElement>(container, new(query)));
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("bnVsbA==")]
    [InlineData("eyJQdXJwb3NlIjoiWCIsIkFmdGVyRXBrIjpudWxsLCJBZnRlcklkIjpudWxsLCJTa2lwUm93cyI6MCwiUmVzdWx0cyI6MH0=")]
    public async Task Query_BadContinuationToken_IsBadRequest(string token)
    {
        await WithItems();
        using var http = new RawHttp(Engine);
        var (status, body) = await http.Send(
            "POST", "/dbs/db/colls/items/docs", """{"query":"SELECT * FROM c"}""",
            ("x-ms-documentdb-isquery", "True"), ("x-ms-continuation", token));
        Assert.Equal(400, status);
        Assert.Contains("continuation token", body);
    }

    [Fact]
    public async Task GetItemQueryIterator_ManyItems_PagesAndFaultsAreAsWithFew()
    {
        var container = await NewContainer();
        for (var group = 0; group < 7; group++)
        {
            var batch = container.CreateTransactionalBatch(new("a"));
            for (var i = 0; i < 100; i++)
                batch.CreateItem(new Item($"{group}-{i}", "a", group * 100 + i));
            using var answer = await batch.ExecuteAsync();
            Assert.True(answer.IsSuccessStatusCode);
        }
        var sorted = await Rows<int>(container, new("SELECT VALUE c.n FROM c ORDER BY c.n"),
            new() { MaxItemCount = 300 });
        Assert.Equal(Enumerable.Range(0, 700), sorted);
        var unsorted = await Rows<int>(container, new("SELECT VALUE c.n FROM c"), new() { MaxItemCount = 300 });
        Assert.Equal(Enumerable.Range(0, 700), unsorted.Order());
        var error = await Assert.ThrowsAnyAsync<CosmosException>(() => Rows<int>(container,
            new("SELECT VALUE NOSUCH(1) FROM c")));
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
    }

    [Fact]
    public async Task Query_TokenForgedToPointOutOfScope_StaysInScope()
    {
        await WithItems();
        using var http = new RawHttp(Engine);
        const string query = """{"query":"SELECT VALUE c.id FROM c"}""";
        (string, string)[] headers = [("x-ms-documentdb-isquery", "True"), ("x-ms-documentdb-partitionkey",
            "[\"p1\"]")];
        using var snapshot = Engine.Snapshot();
        var container = snapshot.Container("db", "items");
        var outside = container.Items.Range(PartitionScope.All).First(item => item.Id == "2");
        var scope = PartitionScope.Below(container.Definition.PartitionKey.FullEpk("[\"p1\"]"));
        var forged = new ContinuationToken(
            ContinuationToken.PurposeOf(container.Rid, scope, Encoding.UTF8.GetBytes(query)), outside.Epk, outside.Id, 0, 0);
        var (status, body) = await http.Send(
            "POST", "/dbs/db/colls/items/docs", query, [.. headers, ("x-ms-continuation", forged.Encode())]);
        Assert.Equal(200, status);
        Assert.DoesNotContain("\"2\"", body);
    }

    [Fact]
    public async Task GetItemQueryIterator_ReadFeed_GivesAllItems()
    {
        var container = await WithItems();
        using var iterator = container.GetItemQueryIterator<Item>(requestOptions: new() { MaxItemCount = 7 });
        var ids = new List<string>();
        while (iterator.HasMoreResults)
            ids.AddRange((await iterator.ReadNextAsync()).Select(item => item.Id));
        Assert.Equal(Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task ReadManyItems_SomeMissing_GivesTheOthers()
    {
        var container = await WithItems();
        var items = await container.ReadManyItemsAsync<Item>(
            [("1", new PartitionKey("p1")), ("2", new PartitionKey("p2")), ("2", new PartitionKey("p1"))]);
        Assert.Equal(["1", "2"], items.Select(item => item.Id).Order());
    }

    [Fact]
    public async Task ReadNext_MoreExamined_CostsMore()
    {
        var container = await WithItems();
        using var one = container.GetItemQueryIterator<int>(
            "SELECT VALUE COUNT(1) FROM c", requestOptions: new() { PartitionKey = new("p1") });
        using var all = container.GetItemQueryIterator<int>("SELECT VALUE COUNT(1) FROM c");
        Assert.True((await all.ReadNextAsync()).RequestCharge > (await one.ReadNextAsync()).RequestCharge);
    }

    private async Task<Container> WithItems()
    {
        var container = await NewContainer();
        for (var i = 0; i < Count; i++)
        {
            var item =
                new { id = $"{i}", pk = $"p{i % 3}", n = i, tags = new[] { $"t{i}", i % 2 == 0 ? "even" : "odd" } };
            await container.CreateItemAsync(item, new PartitionKey(item.pk));
        }
        return container;
    }
}
