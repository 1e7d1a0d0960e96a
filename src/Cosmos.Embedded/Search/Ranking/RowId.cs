namespace Trivium.Cosmos.Embedded.Search.Ranking;

/// <summary>A row among those that a search looks at.</summary>
/// <param name="Segment">The segment's index in the search.</param>
/// <param name="Row">The row's number in the segment.</param>
internal readonly record struct RowId(int Segment, int Row);

/// <summary>A row with its score.</summary>
/// <param name="Id">The row.</param>
/// <param name="Score">Higher is better; exactly what the evaluator of queries computes.</param>
internal readonly record struct ScoredRow(RowId Id, double Score);
