using System.Text.Json;
using Trivium.Errors;
using Trivium.Tables.Query;

namespace Trivium.Tests.Tables;

public sealed class SqlRequestReaderTests
{
    [Fact]
    public void Read_Everything_IsRead()
    {
        var request = SqlRequestReader.Read(Json(
            """{"query": "SELECT 1", "parameters": {"@a": [1, null]}, "maxItemCount": 7, "continuation": "x"}"""));

        Assert.Equal(("SELECT 1", 7, "x"), (request.Query, request.MaxItemCount, request.Continuation));
        Assert.Equal("[1, null]", request.Parameters!["@a"].GetRawText());
    }

    [Theory]
    [InlineData("""{}""", "query", "must be a query")]
    [InlineData("""{"query": "q", "parameters": [1]}""", "parameters", "must be an object")]
    [InlineData("""{"query": "q", "parameters": {"a": 1}}""", "parameters.a", "must be named @ and then")]
    [InlineData("""{"query": "q", "parameters": {"@": 1}}""", "parameters.@", "must be named @ and then")]
    [InlineData("""{"query": "q", "parameters": {"@__next": 1}}""", "parameters.@__next", "starts with @__, which is reserved")]
    [InlineData("""{"query": "q", "maxItemCount": 1001}""", "maxItemCount", "must be a whole number from 1 to 1000, but is 1001")]
    [InlineData("""{"query": "q", "sql": 1}""", "sql", "is not known here")]
    public void Read_WrongField_IsNamedWithItsFault(string json, string field, string message)
    {
        var fault = Assert.Throws<TriviumException>(() => SqlRequestReader.Read(Json(json)));

        Assert.Equal(ErrorCode.Invalid, fault.Code);
        Assert.Contains(message, Assert.Single(fault.Errors![field]));
    }

    [Fact]
    public void Read_QueryOverTheLimitInBytes_IsRefused()
    {
        string json = JsonSerializer.Serialize(new { query = new string('売', SqlLimits.QuerySizeBytesMax / 3 + 1) });

        var fault = Assert.Throws<TriviumException>(() => SqlRequestReader.Read(Json(json)));

        Assert.Contains("at most 65536 bytes of UTF-8, but is 65538", fault.Errors!["query"][0]);
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
