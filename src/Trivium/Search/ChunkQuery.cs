using System.Globalization;
using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Visibility;

namespace Trivium.Search;

/// <summary>
/// Writes a search as a query over container <c>chunks</c>. Everything a caller says goes in as a parameter.
/// </summary>
internal sealed class ChunkQuery
{
    private const string Columns =
        "c.id, c.chunkId, c.documentId, c.generation, c.chunkIndex, c.text, c.headings, c.title, c.source";

    private const string VectorDistance = "VectorDistance(c.embedding, @vector)";

    private readonly List<string> _conditions = [Snapshot.Condition];
    private readonly List<KeyValuePair<string, object>> _parameters = [];

    private ChunkQuery()
    {
    }

    /// <summary>The query of a plan that has a ranking.</summary>
    public static QueryDefinition Of(SearchPlan plan)
    {
        var query = new ChunkQuery();
        string text = query.Write(plan);
        var definition = new QueryDefinition(text);
        // As streams: parameters are then written in the app's JSON, whatever serializer the client has.
        foreach (var (name, value) in query._parameters)
            definition = definition.WithParameterStream(name, ContainerItems.ToStream(value));
        return SnapshotReader.WithSnapshot(definition, plan.Snapshot);
    }

    private string Write(SearchPlan plan)
    {
        if (plan.Vector is { } vector) Parameter("@vector", vector.ToArray());
        string terms = TermParameters("@term", plan.Terms);
        string score = $"FullTextScore(c.terms, {terms})";
        SearchMode ranking = plan.Ranking ?? throw new ArgumentException("There is nothing to rank by.", nameof(plan));
        // A text ranking alone also ranks what scores 0.
        if (ranking == SearchMode.Text) _conditions.Add($"FullTextContainsAny(c.terms, {terms})");
        if (plan.RequiredTerms.Count > 0)
            _conditions.Add($"FullTextContainsAll(c.terms, {TermParameters("@required", plan.RequiredTerms)})");
        if (plan.Filter is { } filter) Restrict(filter);

        string where = string.Join(" AND ", _conditions.Select(condition => $"({condition})"));
        (string columns, string order) = ranking switch
        {
            SearchMode.Vector => ($"{Columns}, {VectorDistance} AS similarity", VectorDistance),
            SearchMode.Text => (Columns, $"RANK {score}"),
            SearchMode.Hybrid => (Columns, $"RANK RRF({VectorDistance}, {score}, {Weights(plan.Weights)})"),
            _ => throw new ArgumentOutOfRangeException(nameof(plan), ranking, "A ranking nobody knows."),
        };
        return string.Create(
            CultureInfo.InvariantCulture, $"SELECT TOP {plan.Count} {columns} FROM c WHERE {where} ORDER BY {order}");
    }

    private void Restrict(SearchFilter filter)
    {
        Where(filter.Tags, "@tags", "EXISTS(SELECT VALUE t FROM t IN c.tags WHERE ARRAY_CONTAINS(@tags, t))");
        Where(filter.DocumentIds, "@documentIds", "ARRAY_CONTAINS(@documentIds, c.documentId)");
        Where(filter.Source, "@source", "c.source = @source");
        Where(PrimaryLanguage(filter.Language), "@language", "c.language = @language");
        Where(
            filter.ContentType?.Trim().ToLowerInvariant(),
            "@contentType",
            "(LOWER(c.contentType) = @contentType OR STARTSWITH(LOWER(c.contentType), CONCAT(@contentType, ';')))");
        Where(filter.From, "@from", "c.updatedAt >= @from");
        Where(filter.To, "@to", "c.updatedAt < @to");
    }

    private void Where(object? value, string parameter, string condition)
    {
        if (value is null) return;
        _conditions.Add(condition);
        Parameter(parameter, value);
    }

    private string TermParameters(string prefix, IReadOnlyList<string> terms)
    {
        for (var index = 0; index < terms.Count; index++) Parameter($"{prefix}{index}", terms[index]);

        return string.Join(", ", Enumerable.Range(0, terms.Count).Select(index => $"{prefix}{index}"));
    }

    private void Parameter(string name, object value) => _parameters.Add(new(name, value));

    private static string Weights(FusionWeights weights) =>
        string.Create(CultureInfo.InvariantCulture, $"[{weights.Vector}, {weights.Text}]");

    // "ja-JP" asks for what is stored as "ja".
    private static string? PrimaryLanguage(string? language) => language?.Trim().Split('-', '_')[0].ToLowerInvariant();
}
