using Trivium.Cosmos.Sql.Analysis;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.Analysis;

public sealed class RankedSearchFinderTests
{
    [Theory]
    [InlineData("SELECT TOP 5 * FROM c ORDER BY VectorDistance(c.v, @vector)", 0, 5)]
    [InlineData("SELECT TOP 5 * FROM c ORDER BY VectorDistance(c.v, [1, 0])", 0, 5)]
    [InlineData("SELECT * FROM c ORDER BY VectorDistance(@vector, c.v) OFFSET 2 LIMIT @p", 2, 7)]
    public void TryFind_OrderByVectorDistance_FindsTheSearch(string query, int offset, int limit)
    {
        var search = Find(query);
        Assert.NotNull(search);
        var score = Assert.IsType<VectorScore>(Assert.Single(search.Scores));
        Assert.Equal("/v", score.Path);
        Assert.Equal([1f, 0f], score.Vector.ToArray());
        Assert.Equal(VectorDistanceFunction.Euclidean, score.Function);
        Assert.Equal((offset, limit), (search.Offset, search.Limit));
    }

    [Theory]
    [InlineData("SELECT * FROM c ORDER BY VectorDistance(c.v, [1, 0])")]
    [InlineData("SELECT TOP 5 * FROM c ORDER BY VectorDistance(c.v, @missing)")]
    [InlineData("SELECT DISTINCT TOP 5 c.a FROM c ORDER BY VectorDistance(c.v, @vector)")]
    [InlineData("SELECT TOP 5 c.id FROM c JOIN t IN c.tags ORDER BY VectorDistance(c.v, @vector)")]
    public void TryFind_ThatTheBestItemsDoNotAnswer_FindsNothing(string query) => Assert.Null(Find(query));

    private static RankedSearch? Find(string query)
    {
        var parameters = new Dictionary<string, CosmosValue>
        {
            ["@p"] = CosmosValue.FromNumber(7),
            ["@vector"] = CosmosValue.Parse("[1,0]"),
        };
        return RankedSearchFinder.TryFind(SqlParser.Parse(query), parameters, new EuclideanVectors());
    }

    /// <summary>A policy that measures every vector by its distance.</summary>
    private sealed class EuclideanVectors : IVectorSource
    {
        public VectorDistanceFunction? FunctionOf(string path) => VectorDistanceFunction.Euclidean;

        public bool TryGetVector(CosmosValue item, string path, out ReadOnlyMemory<float> vector)
        {
            vector = default;
            return false;
        }
    }
}
