using System.Text.Json;
using Trivium.LocalHost.FirstRun;

namespace Trivium.LocalHost.Evaluation;

/// <summary>Asks every query of a set in every mode, through the HTTP API like any caller, and measures the rankings.</summary>
/// <param name="api">The host.</param>
/// <param name="set">The queries and judgements.</param>
/// <param name="recallDepth">The k of recall@k.</param>
internal sealed class EvaluationRun(HttpClient api, EvaluationSet set, int recallDepth)
{
    /// <summary>10: the depth at which nDCG is usually compared.</summary>
    private const int NdcgDepth = 10;

    /// <summary>200: the most one search gives; a document may have several chunks among them.</summary>
    public const int HitsMax = 200;

    public static IReadOnlyList<string> Modes { get; } = ["hybrid", "text", "vector"];

    public async Task<EvaluationReport> RunAsync(Action queryDone, CancellationToken cancellationToken)
    {
        var results = new List<QueryResult>();
        var sums = Modes.ToDictionary(mode => mode, _ => (Ndcg: 0d, Recall: 0d, Rank: 0d));
        foreach (JudgedQuery query in set.Queries)
        {
            var byMode = new Dictionary<string, double>();
            foreach (string mode in Modes)
            {
                IReadOnlyList<string> ranking = await RankAsync(query.Text, mode, cancellationToken);
                double ndcg = byMode[mode] = Measures.Ndcg(ranking, query.Grades, NdcgDepth);
                var (sum, recall, rank) = sums[mode];
                sums[mode] = (
                    sum + ndcg,
                    recall + Measures.Recall(ranking, query.Grades, recallDepth),
                    rank + Measures.ReciprocalRank(ranking, query.Grades));
            }

            results.Add(new(query.Id, query.Text, byMode));
            queryDone();
        }

        int count = set.Queries.Count;
        return new(
            count,
            recallDepth,
            [.. Modes.Select(mode => new ModeResult(
                mode, sums[mode].Ndcg / count, sums[mode].Recall / count, sums[mode].Rank / count))],
            results);
    }

    /// <summary>What was found, best first, each document or section at its best hit.</summary>
    private async Task<IReadOnlyList<string>> RankAsync(string query, string mode, CancellationToken cancellationToken)
    {
        JsonElement answer = await api.PostForJsonAsync("/v1/search", new { query, mode, top = HitsMax }, cancellationToken);
        return [.. answer.GetProperty("hits").EnumerateArray().Select(KeyOf).Distinct(StringComparer.Ordinal)];
    }

    private string KeyOf(JsonElement hit)
    {
        string document = hit.GetProperty("documentId").GetString()!;
        JsonElement headings = hit.GetProperty("headings");
        return set.BySection && headings.GetArrayLength() is > 0 and var depth
            ? $"{document}#{headings[depth - 1].GetString()}"
            : document;
    }
}
