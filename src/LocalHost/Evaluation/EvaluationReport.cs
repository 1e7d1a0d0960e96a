namespace Trivium.LocalHost.Evaluation;

/// <summary>What an evaluation came to.</summary>
/// <param name="Queries">How many queries were asked in each mode.</param>
/// <param name="RecallDepth">The k of recall@k.</param>
/// <param name="Modes">The means of each mode.</param>
/// <param name="PerQuery">Each query's nDCG@10 in each mode.</param>
internal sealed record EvaluationReport(
    int Queries, int RecallDepth, IReadOnlyList<ModeResult> Modes, IReadOnlyList<QueryResult> PerQuery);

/// <summary>The means over all queries of one mode, each 0 to 1.</summary>
/// <param name="Mode">hybrid, text or vector.</param>
/// <param name="Ndcg10">nDCG@10.</param>
/// <param name="Recall">recall@k.</param>
/// <param name="Mrr">The mean reciprocal rank.</param>
internal sealed record ModeResult(string Mode, double Ndcg10, double Recall, double Mrr);

/// <summary>One query.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">What was searched for.</param>
/// <param name="Ndcg10">nDCG@10 by mode.</param>
internal sealed record QueryResult(string Id, string Text, IReadOnlyDictionary<string, double> Ndcg10);
