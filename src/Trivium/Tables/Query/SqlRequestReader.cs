using System.Text;
using System.Text.Json;
using Trivium.Errors;
using Trivium.Requests;

namespace Trivium.Tables.Query;

/// <summary>Turns the JSON of a query into a <see cref="SqlRequest"/> that can be run.</summary>
internal static class SqlRequestReader
{
    /// <summary>Parameters that start so are the app's own: the snapshot's, for one.</summary>
    public const string ReservedPrefix = "@__";

    /// <exception cref="TriviumException"><c>invalid</c>, with every fault by field.</exception>
    public static SqlRequest Read(JsonElement json) => Read(json, toExplain: false);

    /// <summary>The same for a query that is only explained: there are no pages.</summary>
    /// <inheritdoc cref="Read(JsonElement)"/>
    public static SqlRequest ReadToExplain(JsonElement json) => Read(json, toExplain: true);

    private static SqlRequest Read(JsonElement json, bool toExplain)
    {
        var fields = new RequestFields(json);
        var request = new SqlRequest
        {
            Query = fields.String("query", SqlLimits.QuerySizeBytesMax) ?? "",
            Parameters = ReadParameters(fields),
            MaxItemCount = fields.Integer("maxItemCount", SqlLimits.PageRowsDefault, 1, SqlLimits.PageRowsMax),
            Continuation = fields.String("continuation", SqlLimits.ContinuationCharsMax),
        };
        if (toExplain && request.Continuation is not null)
            fields.Fault("continuation", "has no meaning here; leave it out, as the explanation is of all pages");
        fields.RefuseOthers();
        if (string.IsNullOrWhiteSpace(request.Query) && !fields.IsFaulty("query"))
            fields.Fault("query", "must be a query, such as 'SELECT * FROM documents'");
        else if (Encoding.UTF8.GetByteCount(request.Query) is var size && size > SqlLimits.QuerySizeBytesMax)
        {
            fields.Fault(
                "query",
                $"must be at most {SqlLimits.QuerySizeBytesMax} bytes of UTF-8, but is {size}; "
                    + "pass long lists as parameters");
        }


        fields.ThrowIfAnyIsWrong();
        return request;
    }

    private static Dictionary<string, JsonElement>? ReadParameters(RequestFields fields)
    {
        if (fields.Any("parameters") is not { } json) return null;
        if (json.ValueKind != JsonValueKind.Object)
        {
            fields.Fault("parameters", "must be an object such as {\"@region\": \"EMEA\"}");
            return null;
        }

        if (json.GetPropertyCount() > SqlLimits.ParametersMax)
        {
            fields.Fault(
                "parameters",
                $"must be at most {SqlLimits.ParametersMax}, but are {json.GetPropertyCount()}; "
                    + "pass a list as one array");
            return null;
        }

        var parameters = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (FaultOf(property.Name) is { } fault) fields.Fault($"parameters.{property.Name}", fault);
            else parameters[property.Name] = property.Value.Clone();
        }

        return parameters;
    }

    private static string? FaultOf(string name)
    {
        if (name.StartsWith(ReservedPrefix, StringComparison.Ordinal))
            return $"starts with {ReservedPrefix}, which is reserved; choose another name";
        bool wellFormed = name.Length is > 1 and <= SqlLimits.ParameterNameCharsMax && name[0] == '@'
            && name.AsSpan(1).IndexOfAnyExcept(NameCharacters) < 0;
        return wellFormed
            ? null
            : $"must be named @ and then 1 to {SqlLimits.ParameterNameCharsMax - 1} letters, digits or underscores";
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
}
