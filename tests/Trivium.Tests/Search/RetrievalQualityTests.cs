using System.Text.Json;
using Trivium.Search;
using Xunit.Abstractions;

namespace Trivium.Tests.Search;

/// <summary>
/// The queries of <c>tests/Evaluation</c> over the sample documents, in the store itself: each is answered by one
/// section. Measured as nDCG@10, which for one relevant section is 1 / log2(1 + rank). Everything in it is
/// deterministic, so the bounds are near.
/// </summary>
public sealed class RetrievalQualityTests(SampleDocuments samples, ITestOutputHelper output) : IClassFixture<SampleDocuments>
{
    [Theory]
    [InlineData("en", 0.85, 0.75)]
    [InlineData("ja", 0.85, 0.75)]
    public async Task AnswerAsync_KnownSections_HybridIsNotBelowText(string language, double textMin, double vectorMin)
    {
        (string Query, string Place)[] wanted = [.. Queries(language)];

        double text = await MeasureAsync(wanted, SearchMode.Text);
        double vector = await MeasureAsync(wanted, SearchMode.Vector);
        double hybrid = await MeasureAsync(wanted, SearchMode.Hybrid);

        output.WriteLine($"{language}: hybrid {hybrid:0.0000}, text {text:0.0000}, vector {vector:0.0000}");
        Assert.InRange(text, textMin, 1);
        Assert.InRange(vector, vectorMin, 1);
        Assert.InRange(hybrid, text, 1);
    }

    private async Task<double> MeasureAsync((string Query, string Place)[] wanted, SearchMode mode)
    {
        double sum = 0;
        foreach (var (query, place) in wanted)
        {
            SearchResponse answer = await samples.Retrieval.Get<Searches>().AnswerAsync(
                RetrievalFixture.Tenant, new() { Query = query, Mode = mode, Top = 30 }, default);
            // A section of several chunks counts at its best one.
            int rank = 1 + answer.Hits.Select(PlaceOf).Distinct(StringComparer.Ordinal).Take(10).ToList().FindIndex(
                found => found == place || found.StartsWith($"{place}#", StringComparison.Ordinal));
            sum += rank == 0 ? 0 : 1 / Math.Log2(1 + rank);
        }

        return sum / wanted.Length;
    }

    private static string PlaceOf(SearchHit hit) =>
        hit.Headings is [.., var heading] ? $"{hit.DocumentId}#{heading}" : hit.DocumentId;

    private static IEnumerable<(string Query, string Place)> Queries(string language)
    {
        string folder = SampleDocuments.Folder(Path.Combine("tests", "Evaluation", language));
        Dictionary<string, string> places = File.ReadLines(Path.Combine(folder, "qrels", "test.tsv")).Skip(1)
            .Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1]);
        foreach (string line in File.ReadLines(Path.Combine(folder, "queries.jsonl")))
        {
            JsonElement query = JsonSerializer.Deserialize<JsonElement>(line);
            yield return (query.GetProperty("text").GetString()!, places[query.GetProperty("_id").GetString()!]);
        }
    }
}
