using System.Text.Json;
using Trivium.Errors;
using Trivium.Search;

namespace Trivium.Tests.Search;

public sealed class SearchRequestReaderTests
{
    [Fact]
    public void Read_QueryAlone_HasTheDefaults()
    {
        SearchRequest request = Read("""{"query": "cold start"}""");

        Assert.Equal(new SearchRequest { Query = "cold start", Mode = SearchMode.Hybrid, Top = 10, Skip = 0 }, request);
    }

    [Fact]
    public void Read_Everything_IsRead()
    {
        SearchRequest request = Read(
            """
            {"query": "q", "mode": "vector", "top": 5, "skip": 195, "vector": [1, -0.5],
             "filter": {"tags": ["a"], "language": "ja-JP", "source": "s", "contentType": "text/csv", "documentIds": ["d"],
                        "from": "2026-01-01", "to": "2026-02-01T12:00:00+09:00"}}
            """);

        Assert.Equal(SearchMode.Vector, request.Mode);
        Assert.Equal([1f, -0.5f], request.Vector!);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), request.Filter!.From);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 3, 0, 0, TimeSpan.Zero), request.Filter.To);
        Assert.Equal(["d"], request.Filter.DocumentIds!);
    }

    [Theory]
    [InlineData("""{}""", "query", "must say what to look for")]
    [InlineData("""{"query": " ", "mode": "hybrid", "vector": [1]}""", "query", "must say what to look for")]
    [InlineData("""{"query": 1}""", "query", "must be a string, but is 1")]
    [InlineData("""{"query": "q", "mode": "fuzzy"}""", "mode", "must be one of 'hybrid', 'vector', 'text', but is \"fuzzy\"")]
    [InlineData("""{"query": "q", "top": 0}""", "top", "must be a whole number from 1 to 200, but is 0")]
    [InlineData("""{"query": "q", "top": 1.5}""", "top", "must be a whole number from 1 to 200, but is 1.5")]
    [InlineData("""{"query": "q", "top": 11, "skip": 190}""", "skip", "plus 'top' must be at most 200, but is 190 + 11")]
    [InlineData("""{"query": "q", "vector": [1e99]}""", "vector[0]", "must be a finite number, but is 1e99")]
    [InlineData("""{"query": "q", "vector": ["1"]}""", "vector[0]", "must be a finite number")]
    [InlineData("""{"query": "q", "mode": "text", "vector": [1]}""", "vector", "is not used in mode 'text'")]
    [InlineData("""{"query": "q", "context": 6}""", "context", "must be a whole number from 0 to 5, but is 6")]
    [InlineData("""{"query": "q", "context": 1, "top": 51}""", "context", "goes with a 'top' of at most 50, but that is 51")]
    [InlineData("""{"query": "q", "maxPerDocument": 0}""", "maxPerDocument", "must be a whole number from 1 to 200, but is 0")]
    [InlineData("""{"query": "q", "collapse": "no"}""", "collapse", "must be true or false, but is \"no\"")]
    [InlineData("""{"query": "q", "limit": 5}""", "limit", "is not known here; known are collapse, context, filter, maxPerDocument, mode, query, rerank, skip, snapshot, top, vector")]
    [InlineData("""{"query": "q", "filter": {"tag": "a"}}""", "filter.tag", "is not known here; known are contentType, documentIds")]
    [InlineData("""{"query": "q", "filter": {"tags": [""]}}""", "filter.tags[0]", "must be a string of 1 to 1023 characters")]
    [InlineData("""{"query": "q", "filter": {"from": "tomorrow"}}""", "filter.from", "must be an instant such as")]
    [InlineData("""{"query": "q", "filter": {"from": "2026-02-01", "to": "2026-01-01"}}""", "filter.to", "must be after 'from'")]
    public void Read_WrongField_IsNamedWithItsFault(string json, string field, string message)
    {
        var fault = Assert.Throws<TriviumException>(() => Read(json));

        Assert.Equal(ErrorCode.Invalid, fault.Code);
        Assert.Contains(message, Assert.Single(fault.Errors![field]));
    }

    [Fact]
    public void Read_SeveralWrongFields_AllAreNamed()
    {
        var fault = Assert.Throws<TriviumException>(() => Read("""{"query": 1, "top": 0, "filter": {"x": 1}}"""));

        Assert.Equal(["filter.x", "query", "top"], fault.Errors!.Keys.Order());
    }

    [Fact]
    public void Read_QueryOverTheLimit_IsRefused()
    {
        string json = JsonSerializer.Serialize(new { query = new string('x', SearchLimits.QueryCharsMax + 1) });

        var fault = Assert.Throws<TriviumException>(() => Read(json));

        Assert.Contains("at most 4096 characters, but has 4097", fault.Errors!["query"][0]);
    }

    private static SearchRequest Read(string json) => SearchRequestReader.Read(JsonDocument.Parse(json).RootElement);
}
