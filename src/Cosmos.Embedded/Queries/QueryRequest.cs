using System.Text;
using System.Text.Json;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Sql;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Embedded.Queries;

/// <summary>A query as sent: its text, parsed, and its parameters.</summary>
internal sealed record QueryRequest(string Text, SqlQuery Query, IReadOnlyDictionary<string, CosmosValue> Parameters)
{
    /// <summary>The service's limit on the text.</summary>
    public const int TextBytesMax = 512 * 1024;

    /// <exception cref="RequestFailure">400 when it is not a query.</exception>
    public static QueryRequest Parse(ReadOnlyMemory<byte> body)
    {
        // Parameters stay backed by the document, so it is not disposed.
        var root = JsonText.Parse(body, "query").RootElement;
        try
        {
            JsonValues.Check(root);
        }
        catch (InvalidOperationException error)
        {
            throw JsonText.Invalid("query", error.Message);
        }
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("query", out var query)
            || query.ValueKind != JsonValueKind.String)
            throw RequestFailure.BadRequest("A query must be an object with a string 'query'.");
        var text = query.GetString()!;
        if (Encoding.UTF8.GetByteCount(text) is var bytes and > TextBytesMax)
            throw RequestFailure.BadRequest($"The query text has {bytes} bytes; the limit is {TextBytesMax}.");
        try
        {
            return new QueryRequest(text, SqlParser.Parse(text), ParametersOf(root));
        }
        catch (SqlException error)
        {
            throw QueryFailure.From(error);
        }
    }

    private static Dictionary<string, CosmosValue> ParametersOf(JsonElement root)
    {
        var parameters = new Dictionary<string, CosmosValue>(StringComparer.Ordinal);
        if (!root.TryGetProperty("parameters", out var list) || list.ValueKind == JsonValueKind.Null)
            return parameters;
        if (list.ValueKind != JsonValueKind.Array)
            throw RequestFailure.BadRequest("The query's 'parameters' must be an array of {name, value}.");
        foreach (var one in list.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.Object || !one.TryGetProperty("name", out var name)
                || name.ValueKind != JsonValueKind.String || name.GetString() is not ['@', ..] text)
                throw RequestFailure.BadRequest("A query parameter needs a 'name' that starts with @.");
            parameters[text] = one.TryGetProperty("value", out var value)
                ? CosmosValue.FromElement(value) : CosmosValue.Undefined;
        }
        return parameters;
    }
}
