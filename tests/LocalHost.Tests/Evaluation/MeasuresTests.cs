using Trivium.LocalHost.Evaluation;

namespace Trivium.LocalHost.Tests.Evaluation;

public sealed class MeasuresTests
{
    private static readonly Dictionary<string, int> _grades = new() { ["a"] = 3, ["b"] = 1, ["c"] = 0, ["d"] = 2 };

    [Fact]
    public void Ndcg_OfTheBestOrder_IsOne() =>
        Assert.Equal(1, Measures.Ndcg(["a", "d", "b", "x"], _grades, 10), 12);

    [Fact]
    public void Ndcg_OfAnotherOrder_DiscountsByTheLogarithmOfTheRank()
    {
        // Ranks 2 and 3: 1 / log2(3) + 3 / log2(4), of at best 3 + 2 / log2(3) + 1 / 2.
        double expected = ((1 / Math.Log2(3)) + (3 / 2.0)) / (3 + (2 / Math.Log2(3)) + (1 / 2.0));

        Assert.Equal(expected, Measures.Ndcg(["x", "b", "a"], _grades, 10), 12);
    }

    [Fact]
    public void Ndcg_BeyondItsDepth_CountsNothing()
    {
        Assert.Equal(0, Measures.Ndcg(["x", "y", "a"], _grades, 2));
        Assert.Equal(1, Measures.Ndcg(["a", "x"], _grades, 1));
    }

    [Fact]
    public void Recall_CountsWhatIsRelevantOnly()
    {
        Assert.Equal(2 / 3.0, Measures.Recall(["c", "a", "x", "b"], _grades, 4), 12);
        Assert.Equal(1 / 3.0, Measures.Recall(["c", "a", "x", "b"], _grades, 3), 12);
    }

    [Fact]
    public void ReciprocalRank_IsThatOfTheFirstRelevant()
    {
        Assert.Equal(1 / 3.0, Measures.ReciprocalRank(["x", "c", "b", "a"], _grades), 12);
        Assert.Equal(0, Measures.ReciprocalRank(["x", "c"], _grades));
    }
}
