using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>What is asked for.</summary>
internal enum QuestionKind
{
    /// <summary>The ten best chunks by words.</summary>
    Text,

    /// <summary>By meaning.</summary>
    Vector,

    /// <summary>By both.</summary>
    Hybrid,

    /// <summary>A sum and a count by group, over every row of a table.</summary>
    SqlGroups,

    /// <summary>The rows that meet a condition: one in two hundred, so fewer than a page holds, and all are looked at.</summary>
    SqlList,

    /// <summary>One row: what is left is the request, its snapshot, the table catalog and the way to the store.</summary>
    SqlRow,
}

/// <summary>One request: words to search for, or SQL.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Text">The words or the SQL.</param>
/// <param name="Parameters">Of the SQL.</param>
internal sealed record Question(QuestionKind Kind, string Text, IReadOnlyDictionary<string, JsonElement> Parameters)
{
    private const int Words = 5;

    public bool IsSearch => Kind <= QuestionKind.Hybrid;

    /// <summary>The route that answers it.</summary>
    public Uri Route => new(IsSearch ? "/v1/search" : "/v1/sql", UriKind.Relative);

    /// <summary>The property of the answer that has what was found.</summary>
    public string Found => IsSearch ? "hits" : "rows";

    /// <summary>Another one of a kind, with other words or another condition.</summary>
    public static Question Next(QuestionKind kind, GeneratedText text, Random random) => kind switch
    {
        QuestionKind.SqlGroups => new(
            kind,
            $"SELECT region, COUNT(*) AS sales, SUM(amount) AS total FROM {SalesTable.Name} "
                + "WHERE amount >= @least GROUP BY region ORDER BY total DESC",
            Parameter("@least", random.Next(SalesTable.AmountMax / 100))),
        QuestionKind.SqlList => new(
            kind,
            $"SELECT day, region, amount FROM {SalesTable.Name} WHERE product = @product AND amount >= 0",
            Parameter("@product", SalesTable.Product(random.Next(SalesTable.Products)))),
        QuestionKind.SqlRow => new(
            kind, $"SELECT TOP 1 region, amount FROM {SalesTable.Name}", new Dictionary<string, JsonElement>()),
        _ => new(kind, text.Words(random, Words), new Dictionary<string, JsonElement>()),
    };

    /// <summary>The body of the request.</summary>
    public string ToJson()
    {
        var body = new JsonObject { ["query"] = Text };
        if (IsSearch) body["mode"] = Kind.ToString().ToLower(CultureInfo.InvariantCulture);
        else body["parameters"] = JsonSerializer.SerializeToNode(Parameters);
        return body.ToJsonString();
    }

    private static Dictionary<string, JsonElement> Parameter<T>(string name, T value) =>
        new() { [name] = JsonSerializer.SerializeToElement(value) };
}
