using System.Text.Json;

namespace Trivium.LocalHost.Evaluation;

/// <summary>The queries of a set: <c>queries.jsonl</c> (<c>{"_id", "text"}</c> a line) or <c>queries.tsv</c> (id, tab, text).</summary>
internal static class QueryFile
{
    /// <summary>The texts by id, in the order of the file.</summary>
    /// <exception cref="EvaluationException">There is no such file, or a line is not a query.</exception>
    public static IReadOnlyDictionary<string, string> Read(string folder)
    {
        string json = Path.Combine(folder, "queries.jsonl");
        if (File.Exists(json)) return Collect(json, line => FromJson(line));

        string tabs = Path.Combine(folder, "queries.tsv");
        return File.Exists(tabs)
            ? Collect(tabs, line => line.Split('\t', 2) is [var id, var text] ? (id, text) : null)
            : throw new EvaluationException($"There is neither queries.jsonl nor queries.tsv in {folder}.");
    }

    private static OrderedDictionary<string, string> Collect(string file, Func<string, (string Id, string Text)?> read)
    {
        var queries = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (read(line) is not { } query)
                throw new EvaluationException($"Line {number} of {file} is no query: an id and a text are needed.");
            if (!queries.TryAdd(query.Id, query.Text))
                throw new EvaluationException($"Line {number} of {file} has the id '{query.Id}' again.");
        }

        return queries;
    }

    private static (string Id, string Text)? FromJson(string line)
    {
        try
        {
            JsonElement query = JsonSerializer.Deserialize<JsonElement>(line);
            return (query.GetProperty("_id").ToString(), query.GetProperty("text").GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
