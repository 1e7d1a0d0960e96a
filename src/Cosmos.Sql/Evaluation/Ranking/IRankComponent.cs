namespace Trivium.Cosmos.Sql.Evaluation.Ranking;

/// <summary>One score of an ORDER BY RANK: measured per row, then scored over all rows together.</summary>
internal interface IRankComponent
{
    /// <summary>Whether higher scores are better.</summary>
    bool IsHigherBetter { get; }

    /// <summary>What scoring needs of the row now bound.</summary>
    object Measure(Frame frame);

    /// <summary>One score for each measure; NaN for a row that has none, which ranks last.</summary>
    double[] Scores(IReadOnlyList<object> measures);
}

/// <summary>A vector distance as a score.</summary>
internal sealed class VectorComponent(Scalar distance, bool isHigherBetter) : IRankComponent
{
    public bool IsHigherBetter => isHigherBetter;

    public object Measure(Frame frame) => distance(frame) is { IsNumber: true } value ? value.AsNumber() : double.NaN;

    public double[] Scores(IReadOnlyList<object> measures)
    {
        var scores = new double[measures.Count];
        for (var i = 0; i < scores.Length; i++) scores[i] = (double)measures[i];
        return scores;
    }
}
