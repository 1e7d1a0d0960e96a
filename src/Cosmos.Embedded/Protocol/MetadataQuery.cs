using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>
/// Lists of databases and containers. Clients may send a query; one that compares the id with a value or a parameter is
/// honoured, any other one is answered with all, as clients use these queries to find one by name.
/// </summary>
internal static partial class MetadataQuery
{
    public static IReadOnlyList<T> Filter<T>(CosmosRequest request, IEnumerable<T> all, Func<T, string> id)
    {
        if (request.Method != "POST" || request.Body.IsEmpty)
            return [.. all];
        using var document = JsonText.Parse(request.Body, "query");
        var wanted = WantedId(document.RootElement);
        return [.. all.Where(one => wanted is null || id(one) == wanted)];
    }

    public static string Count<T>(IReadOnlyList<T> list) => list.Count.ToString(CultureInfo.InvariantCulture);

    private static string? WantedId(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("query", out var query)
            || query.ValueKind != JsonValueKind.String)
            throw RequestFailure.BadRequest("A query must be an object with a string 'query'.");
        var match = IdComparison().Match(query.GetString()!);
        if (!match.Success)
            return null;
        if (match.Groups["text"].Success)
            return match.Groups["text"].Value;
        if (!request.TryGetProperty("parameters", out var parameters) || parameters.ValueKind != JsonValueKind.Array)
            return null;
        return parameters.EnumerateArray()
            .Where(one => one.ValueKind == JsonValueKind.Object
                && one.TryGetProperty("name", out var name) && name.ValueEquals(match.Groups["parameter"].Value))
            .Select(one => one.TryGetProperty("value", out var value)
                && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .FirstOrDefault();
    }

    [GeneratedRegex("""\.id\s*=\s*(?:["'](?<text>[^"']*)["']|(?<parameter>@\w+))""", RegexOptions.NonBacktracking)]
    private static partial Regex IdComparison();
}
