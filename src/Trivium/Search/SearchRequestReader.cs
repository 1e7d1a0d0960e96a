using System.Text.Json;
using Trivium.Errors;
using Trivium.Requests;

namespace Trivium.Search;

/// <summary>Turns the JSON of a search into a <see cref="SearchRequest"/> that can be run.</summary>
internal static class SearchRequestReader
{
    private static readonly Dictionary<string, SearchMode> _modes = new()
    {
        ["hybrid"] = SearchMode.Hybrid,
        ["vector"] = SearchMode.Vector,
        ["text"] = SearchMode.Text,
    };

    /// <exception cref="TriviumException"><c>invalid</c>, with every fault by field.</exception>
    public static SearchRequest Read(JsonElement json)
    {
        var fields = new RequestFields(json);
        var request = new SearchRequest
        {
            Query = fields.String("query", SearchLimits.QueryCharsMax),
            Mode = fields.Word("mode", SearchMode.Hybrid, _modes),
            Top = fields.Integer("top", 10, 1, SearchLimits.SkipPlusTopMax),
            Skip = fields.Integer("skip", 0, 0, SearchLimits.SkipPlusTopMax),
            Filter = ReadFilter(fields.Object("filter")),
            Vector = fields.Numbers("vector", SearchLimits.VectorDimensionsMax),
            Collapse = fields.Boolean("collapse", true),
            MaxPerDocument = fields.Any("maxPerDocument") is null
                ? null
                : fields.Integer("maxPerDocument", 1, 1, SearchLimits.SkipPlusTopMax),
            Context = fields.Integer("context", 0, 0, SearchLimits.ContextMax),
            Rerank = fields.Boolean("rerank", true),
            Snapshot = fields.String("snapshot", SearchLimits.SnapshotCharsMax),
        };
        fields.RefuseOthers();
        Check(request, fields);
        fields.ThrowIfAnyIsWrong();
        return request;
    }

    /// <summary>The filter in a request that has one; its faults are said by field.</summary>
    public static SearchFilter? ReadFilter(RequestFields? fields)
    {
        if (fields is null) return null;

        const int count = SearchLimits.FilterValuesMax;
        const int chars = SearchLimits.FilterValueCharsMax;
        var filter = new SearchFilter
        {
            Tags = fields.Strings("tags", count, chars),
            Language = fields.String("language", chars),
            Source = fields.String("source", chars),
            ContentType = fields.String("contentType", chars),
            DocumentIds = fields.Strings("documentIds", count, chars),
            From = fields.Instant("from"),
            To = fields.Instant("to"),
        };
        fields.RefuseOthers();
        if (filter.From >= filter.To)
            fields.Fault("to", $"must be after 'from' ({filter.From:O}), but is {filter.To:O}");
        return filter;
    }

    private static void Check(SearchRequest request, RequestFields fields)
    {
        bool isEmpty = string.IsNullOrWhiteSpace(request.Query) && !fields.IsFaulty("query");
        if (isEmpty && (request.Mode != SearchMode.Vector || request.Vector is null))
            fields.Fault("query", "must say what to look for; only mode 'vector' with a 'vector' does without");
        if (request.Skip + request.Top > SearchLimits.SkipPlusTopMax)
        {
            fields.Fault(
                "skip",
                $"plus 'top' must be at most {SearchLimits.SkipPlusTopMax}, but is {request.Skip} + {request.Top}; "
                    + "narrow the query or the filter instead");
        }

        if (request.Context > 0 && request.Top > SearchLimits.TopWithContextMax)
        {
            fields.Fault(
                "context",
                $"goes with a 'top' of at most {SearchLimits.TopWithContextMax}, but that is {request.Top}; "
                    + "ask for fewer hits, and for more with 'skip'");
        }

        if (request.Vector is not null && request.Mode == SearchMode.Text)
            fields.Fault("vector", "is not used in mode 'text'; leave it out or choose 'hybrid' or 'vector'");
    }
}
