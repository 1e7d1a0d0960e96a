using Trivium.Cosmos.Embedded.Search;
using Trivium.Cosmos.Embedded.Search.Ranking;
using Trivium.Cosmos.Sql.Evaluation;

namespace Trivium.Cosmos.Embedded.Tests.Search;

public sealed class QuantizedQueryTests
{
    private const int Vectors = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(100)]
    [InlineData(1024)]
    [InlineData(4096)]
    public void Estimate_AnyVectors_BoundsTheExactScore(int dimensions)
    {
        var random = new Random(dimensions);
        var rows = new QuantizedVectors(dimensions, Vectors);
        var vectors = Enumerable.Range(0, Vectors).Select(i => Vector(random, dimensions, i)).ToList();
        for (var i = 0; i < Vectors; i++)
            Assert.True(rows.Set(i, vectors[i]));
        foreach (var function in Enum.GetValues<VectorDistanceFunction>())
        {
            foreach (var searched in vectors.Take(20))
            {
                var query = new QuantizedQuery(searched, function);
                for (var i = 0; i < Vectors; i++)
                {
                    var distance = Trivium.Cosmos.Sql.Evaluation.Ranking.Vectors.Distance(
                        function, vectors[i], searched);
                    var exact = function == VectorDistanceFunction.Euclidean ? -distance : distance;
                    var (low, high) = query.Estimate(rows, i);
                    Assert.True(low <= exact && exact <= high, $"{function} {i}: {low} <= {exact} <= {high}");
                }
            }
        }
    }

    [Fact]
    public void Estimate_SimilarVectors_IsCloseEnoughToLeaveMostOut()
    {
        var random = new Random(1);
        var rows = new QuantizedVectors(1024, 2);
        var (a, b) = (Vector(random, 1024, 0), Vector(random, 1024, 0));
        rows.Set(0, a);
        var (low, high) = new QuantizedQuery(b, VectorDistanceFunction.Cosine).Estimate(rows, 0);
        Assert.InRange(high - low, 0, 0.03);
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e-30f)]
    public void Set_NumbersThatFloatsCannotSquare_IsNotComputable(float number) =>
        Assert.False(new QuantizedVectors(2, 1).Set(0, [number, number]));

    // Even, skewed, sparse, tiny and huge ones, and one of length 0.
    private static float[] Vector(Random random, int dimensions, int kind)
    {
        var size = (kind % 5) switch { 3 => 1e-6, 4 => 1e9, _ => 1 };
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++)
            vector[i] = (float)(size * Number(random, i, kind));
        return QuantizedVectors.IsComputable(vector.Sum(number => (double)number * number))
            ? vector : new float[dimensions];
    }

    private static double Number(Random random, int index, int kind) => (kind % 7) switch
    {
        1 => Math.Pow(random.NextDouble(), 20),
        2 => random.Next(50) == 0 ? 1 : 0,
        5 => index == 0 ? 1000 : random.NextDouble(),
        6 => kind == 6 ? 0 : random.NextDouble() - 1,
        _ => random.NextDouble() - 0.5,
    };
}
