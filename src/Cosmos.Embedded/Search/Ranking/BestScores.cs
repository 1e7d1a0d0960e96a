namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>Remembers the best few scores.</summary>
internal sealed class BestScores(int count)
{
    private readonly PriorityQueue<double, double> _scores = new();

    /// <summary>The worst of the best; minus infinity until there are enough.</summary>
    public double Least { get; private set; } = double.NegativeInfinity;

    public void Add(double score)
    {
        if (_scores.Count < count)
            _scores.Enqueue(score, score);
        else if (score > Least)
            _scores.EnqueueDequeue(score, score);
        if (_scores.Count == count)
            Least = _scores.Peek();
    }
}
