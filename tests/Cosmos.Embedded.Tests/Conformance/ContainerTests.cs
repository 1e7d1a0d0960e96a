using System.Collections.ObjectModel;
using System.Net;
using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class ContainerTests : CosmosTest
{
    [Fact]
    public async Task ReadAccount_Opened_TellsConsistencyAndOneRegion()
    {
        var account = await Client.ReadAccountAsync();
        Assert.Equal(ConsistencyLevel.Strong, account.Consistency.DefaultConsistencyLevel);
        Assert.Single(account.WritableRegions);
    }

    [Fact]
    public async Task CreateDatabaseIfNotExists_Twice_CreatesOnce()
    {
        var first = await Client.CreateDatabaseIfNotExistsAsync("other");
        var second = await Client.CreateDatabaseIfNotExistsAsync("other");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        await first.Database.DeleteAsync();
        var error = await Assert.ThrowsAsync<CosmosException>(() => first.Database.ReadAsync());
        Assert.Equal(HttpStatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task CreateContainerIfNotExists_Twice_CreatesOnce()
    {
        var first = await Database.CreateContainerIfNotExistsAsync("items", "/pk");
        var second = await Database.CreateContainerIfNotExistsAsync("items", "/pk");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task CreateContainer_EveryPolicy_IsReadBack()
    {
        await Database.CreateContainerAsync(EveryPolicy());
        var read = (await Database.GetContainer("chunks").ReadContainerAsync()).Resource;
        Assert.Equal(["/tenant", "/document"], read.PartitionKeyPaths);
        Assert.Equal(60, read.DefaultTimeToLive);
        var embedding = Assert.Single(read.VectorEmbeddingPolicy.Embeddings);
        Assert.Equal((8, DistanceFunction.Cosine), (embedding.Dimensions, embedding.DistanceFunction));
        Assert.Equal(VectorIndexType.QuantizedFlat, Assert.Single(read.IndexingPolicy.VectorIndexes).Type);
        Assert.Equal("/terms", Assert.Single(read.FullTextPolicy.FullTextPaths).Path);
        Assert.Equal("/terms", Assert.Single(read.IndexingPolicy.FullTextIndexes).Path);
        Assert.Contains(read.IndexingPolicy.ExcludedPaths, path => path.Path == "/embedding/*");
    }

    [Fact]
    public async Task ReplaceContainer_VectorPolicyChanged_IsRefused()
    {
        await Database.CreateContainerAsync(EveryPolicy());
        var changed = EveryPolicy();
        changed.VectorEmbeddingPolicy.Embeddings[0].Dimensions = 9;
        var error = await Assert.ThrowsAsync<CosmosException>(() =>
            Database.GetContainer("chunks").ReplaceContainerAsync(changed));
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.Contains("vectorEmbeddingPolicy", error.ResponseBody);
    }

    [Fact]
    public async Task ReplaceContainer_TimeToLiveChanged_IsKept()
    {
        var container = await NewContainer();
        var properties = (await container.ReadContainerAsync()).Resource;
        properties.DefaultTimeToLive = 30;
        await container.ReplaceContainerAsync(properties);
        Assert.Equal(30, (await container.ReadContainerAsync()).Resource.DefaultTimeToLive);
    }

    [Fact]
    public async Task GetContainerQueryIterator_SeveralContainers_ListsThem()
    {
        await NewContainer();
        await NewHierarchicalContainer("/a", "/b");
        using var iterator = Database.GetContainerQueryIterator<ContainerProperties>();
        var page = await iterator.ReadNextAsync();
        Assert.Equal(["items", "tree"], page.Select(container => container.Id));
    }

    [Fact]
    public async Task ReadThroughput_Provisioned_IsReplaceable()
    {
        Container container =
            await Database.CreateContainerAsync(new ContainerProperties("items", "/pk"), throughput: 500);
        Assert.Equal(500, await container.ReadThroughputAsync());
        await container.ReplaceThroughputAsync(700);
        Assert.Equal(700, await container.ReadThroughputAsync());
    }

    [Fact]
    public async Task CreateItem_UniqueKeyTaken_ConflictsWithinThePartitionOnly()
    {
        var container = await NewContainer(configure: properties =>
            properties.UniqueKeyPolicy = new() { UniqueKeys = { new UniqueKey { Paths = { "/text" } } } });
        await container.CreateItemAsync(new Item("1", "a", 0, "same"), new PartitionKey("a"));
        await container.CreateItemAsync(new Item("1", "b", 0, "same"), new PartitionKey("b"));
        var error = await Assert.ThrowsAsync<CosmosException>(
            () => container.CreateItemAsync(new Item("2", "a", 0, "same"), new PartitionKey("a")));
        Assert.Equal(HttpStatusCode.Conflict, error.StatusCode);
        await container.DeleteItemAsync<Item>("1", new PartitionKey("a"));
        await container.CreateItemAsync(new Item("2", "a", 0, "same"), new PartitionKey("a"));
        await container.ReplaceItemAsync(new Item("2", "a", 1, "same"), "2", new PartitionKey("a"));
    }

    [Theory]
    [InlineData("""{"id":"x"}""", "no partitionKey")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["/a","/b","/c","/d"]}}""", "takes 1 to 3")]
    [InlineData("""{"id":"a/b","partitionKey":{"paths":["/a"]}}""", "may not contain")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["a"]}}""", "path 'a'")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["/a"]},"defaultTtl":0}""", "defaultTtl")]
    [InlineData(
        """{"id":"x","partitionKey":{"paths":["/a"]},"indexingPolicy":{"vectorIndexes":[{"path":"/v","type":"flat"}]}}""",
        "'/v'")]
    [InlineData("""{"id":"x","partitionKey":7}""", "no partitionKey")]
    [InlineData("""[]""", "not an object")]
    public async Task CreateContainer_BadDefinition_IsRefusedSayingWhat(string definition, string expected)
    {
        using var http = new RawHttp(Engine);
        var (status, body) = await http.Send("POST", "/dbs/db/colls", definition);
        Assert.Equal(400, status);
        Assert.Contains(expected, body);
    }

    private static ContainerProperties EveryPolicy() => new("chunks", ["/tenant", "/document"])
    {
        DefaultTimeToLive = 60,
        VectorEmbeddingPolicy = new(new Collection<Embedding>
        {
            new()
            {
                Path = "/embedding",
                Dimensions = 8,
                DataType = VectorDataType.Float32,
                DistanceFunction = DistanceFunction.Cosine,
            },
        }),
        FullTextPolicy = new()
        {
            DefaultLanguage = "en-US",
            FullTextPaths = [new() { Path = "/terms", Language = "en-US" }],
        },
        IndexingPolicy = new()
        {
            ExcludedPaths = { new() { Path = "/embedding/*" } },
            VectorIndexes = { new() { Path = "/embedding", Type = VectorIndexType.QuantizedFlat } },
            FullTextIndexes = { new() { Path = "/terms" } },
        },
    };
}
