using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Tests.Evaluation;

public sealed class RankingSourceTests
{
    [Fact]
    public void VectorDistance_WithASource_ReadsVectorsAndMeasureFromIt()
    {
        var source = new Source();
        var query = SqlEvaluator.Compile(
            SqlParser.Parse("SELECT VALUE c.id FROM c ORDER BY VectorDistance(c.v, [0, 0])"), null,
                new EvaluationOptions { Vectors = source });
        // The source's vectors, not the items', and its Euclidean measure: nearest is smallest.
        var items = new[] { Item("far", [5, 0]), Item("near", [1, 0]), Item("unknown", null) };
        Assert.Equal(["near", "far", "unknown"], query.Execute(items).Select(id => id.AsString()));
        Assert.Equal(["/v"], source.PathsAsked.Distinct());
    }

    [Fact]
    public void FullTextScore_WithASource_RanksByItsStatistics()
    {
        var query = SqlEvaluator.Compile(
            SqlParser.Parse("SELECT VALUE c.id FROM c ORDER BY RANK FullTextScore(c.t, 'Common', 'rare')"), null,
                new EvaluationOptions { FullText = new Source() });
        var items = new[]
        {
            CosmosValue.Parse("{\"id\":\"a\",\"t\":\"common common\"}"u8.ToArray(), null),
            CosmosValue.Parse("{\"id\":\"b\",\"t\":\"rare word\"}"u8.ToArray(), null),
        };
        Assert.Equal(["b", "a"], query.Execute(items).Select(id => id.AsString()));
    }

    private static CosmosValue Item(string id, float[]? vector) =>
        CosmosValue.Parse(System.Text.Encoding.UTF8.GetBytes($"{{\"id\":\"{id}\",\"v\":\"not a vector\"}}"), vector);

    private sealed class Source : IVectorSource, IFullTextSource
    {
        public List<string> PathsAsked { get; } = [];

        public VectorDistanceFunction? FunctionOf(string path)
        {
            PathsAsked.Add(path);
            return VectorDistanceFunction.Euclidean;
        }

        public bool TryGetVector(CosmosValue item, string path, out ReadOnlyMemory<float> vector)
        {
            PathsAsked.Add(path);
            vector = item.Owner as float[];
            return item.Owner is not null;
        }

        // In the store at large the first term is everywhere and the second almost nowhere.
        public FullTextStatistics StatisticsOf(string path, IReadOnlyList<string> terms)
        {
            Assert.Equal("/t", path);
            Assert.Equal(["common", "rare"], terms);
            return new FullTextStatistics(1000, 2, [999, 1]);
        }

        public bool TryCount(
            CosmosValue item, string path, IReadOnlyList<string> terms, Span<int> counts, out int wordCount)
        {
            var words = item["t"].AsString().Split(' ');
            for (var i = 0; i < terms.Count; i++) counts[i] = words.Count(word => word == terms[i]);
            wordCount = words.Length;
            return true;
        }
    }
}
