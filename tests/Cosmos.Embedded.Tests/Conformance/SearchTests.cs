using System.Collections.ObjectModel;
using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class SearchTests : CosmosTest
{
    [Fact]
    public async Task OrderByVectorDistance_Brute_IsByDescendingCosine()
    {
        var container = await WithChunks();
        var query = new QueryDefinition(
            "SELECT TOP 2 c.id, VectorDistance(c.embedding, @v) AS score FROM c "
            + "ORDER BY VectorDistance(c.embedding, @v)")
            .WithParameter("@v", new[] { 1f, 0.1f });
        var hits = await Rows<Hit>(container, query);
        Assert.Equal(["east", "northeast"], hits.Select(hit => hit.Id));
        Assert.Equal(1 / Math.Sqrt(1.01), hits[0].Score, 5);
    }

    [Fact]
    public async Task OrderByRankFullTextScore_RareWord_RanksAboveCommon()
    {
        var container = await WithChunks();
        var hits = await Rows<Hit>(
            container, new("SELECT c.id FROM c ORDER BY RANK FullTextScore(c.terms, 'apple', 'zebra')"));
        Assert.Equal("northeast", hits[0].Id);
    }

    [Fact]
    public async Task OrderByRankFullTextScore_ItemReplaced_RanksByItsNewText()
    {
        var container = await WithChunks();
        await container.UpsertItemAsync(new Chunk("east", "t", [1, 0], "zebra zebra"), new PartitionKey("t"));
        await container.UpsertItemAsync(new Chunk("northeast", "t", [1, 1], "nothing"), new PartitionKey("t"));
        var hits =
            await Rows<Hit>(container, new("SELECT TOP 1 c.id FROM c ORDER BY RANK FullTextScore(c.terms, 'zebra')"));
        Assert.Equal("east", hits.Single().Id);
    }

    [Fact]
    public async Task OrderByRankRrf_TextAndVector_FusesBoth()
    {
        var container = await WithChunks();
        var query = new QueryDefinition(
            "SELECT TOP 2 c.id FROM c ORDER BY RANK "
            + "RRF(FullTextScore(c.terms, 'zebra'), VectorDistance(c.embedding, @v))")
            .WithParameter("@v", new[] { 1f, 0.9f });
        var hits = await Rows<Hit>(container, query, new() { PartitionKey = new("t") });
        Assert.Equal("northeast", hits[0].Id);
    }

    [Fact]
    public async Task OrderByRankRrf_Weights_DecideTheOrder()
    {
        var container = await WithChunks();
        foreach (var (weights, expected) in new[] { ("[10, 1]", "northeast"), ("[1, 10]", "north") })
        {
            var query = new QueryDefinition(
                "SELECT TOP 1 c.id FROM c ORDER BY RANK "
                + $"RRF(FullTextScore(c.terms, 'zebra'), VectorDistance(c.embedding, @v), {weights})")
                .WithParameter("@v", new[] { 0f, 1f });
            Assert.Equal(expected, (await Rows<Hit>(container, query)).Single().Id);
        }
    }

    [Fact]
    public async Task FullTextScore_ScopedToAPartition_UsesItsStatistics()
    {
        var container = await WithChunks();
        // In tenant u every text has 'zebra' and one has 'apple': the rarer word must decide, whatever tenant t holds.
        await container.CreateItemAsync(new Chunk("both", "u", [1, 0], "zebra apple"), new PartitionKey("u"));
        await container.CreateItemAsync(new Chunk("one", "u", [1, 0], "zebra zebra"), new PartitionKey("u"));
        for (var i = 0; i < 5; i++)
            await container.CreateItemAsync(new Chunk($"filler{i}", "u", [1, 0], "zebra filler"),
                new PartitionKey("u"));
        var options =
            new QueryRequestOptions { PartitionKey = new("u"), FullTextScoreScope = FullTextScoreScope.Local };
        var hits = await Rows<Hit>(
            container, new("SELECT c.id FROM c ORDER BY RANK FullTextScore(c.terms, 'apple', 'zebra')"), options);
        Assert.Equal("both", hits[0].Id);
        Assert.Equal(7, hits.Count);
    }

    [Theory]
    [InlineData("FullTextContains(c.terms, 'zebra')", 1)]
    [InlineData("FullTextContainsAll(c.terms, 'apple', 'pear')", 2)]
    [InlineData("FullTextContainsAny(c.terms, 'zebra', 'pear')", 3)]
    public async Task Where_FullTextContains_FiltersByWords(string condition, int expected)
    {
        var container = await WithChunks();
        Assert.Equal(expected, (await Rows<Hit>(container, new($"SELECT c.id FROM c WHERE {condition}"))).Count);
    }

    private async Task<Container> WithChunks()
    {
        Container container = await Database.CreateContainerAsync(new ContainerProperties("chunks", "/tenant")
        {
            VectorEmbeddingPolicy = new(new Collection<Embedding>
            {
                new()
                {
                    Path = "/embedding",
                    Dimensions = 2,
                    DataType = VectorDataType.Float32,
                    DistanceFunction = DistanceFunction.Cosine,
                },
            }),
            FullTextPolicy = new()
            {
                DefaultLanguage = "en-US",
                FullTextPaths = [new() { Path = "/terms", Language = "en-US" }],
            },
        });
        foreach (var chunk in new Chunk[]
        {
            new("north", "t", [0, 1], "apple pear"), new("east", "t", [1, 0], "apple"), new("west", "t",
                [-1, 0], "apple pear"),
            new("northeast", "t", [1, 1], "Zebra, apple!"),
        })
            await container.CreateItemAsync(chunk, new PartitionKey(chunk.Tenant));
        return container;
    }

    public sealed record Chunk(string Id, string Tenant, float[] Embedding, string Terms);

    public sealed record Hit(string Id, double Score = 0);
}
