using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Errors;
using Trivium.Express;
using Trivium.Search;
using Trivium.Tables;
using Trivium.Tables.Catalog;
using Trivium.Tables.Query;
using Trivium.Tenancy;
using Trivium.Tests.Search;
using Trivium.Visibility;

namespace Trivium.Tests.Tables;

/// <summary>The routes as a caller over HTTP sees them.</summary>
public sealed class RetrievalRouteTests(AnswersFixture fixture) : IClassFixture<AnswersFixture>
{
    [Fact]
    public async Task Sql_Query_AnswersColumnsAndRows()
    {
        const string query = "SELECT region, SUM(amount) AS total FROM sales GROUP BY region ORDER BY total DESC";
        ExpressResponse response = await SendAsync("POST", "/v1/sql", new { query });

        JsonElement json = response.Json();
        Assert.Equal(200, response.Status);
        Assert.Equal(
            """[{"name":"region","type":"string"},{"name":"total","type":"number"}]""",
            json.GetProperty("columns").GetRawText());
        Assert.Equal("""{"region":"EMEA","total":210.5}""", json.GetProperty("rows")[0].GetRawText());
        Assert.True(json.GetProperty("requestUnits").GetDouble() > 0);
        Assert.Equal(0, json.GetProperty("tookMs").GetInt64());
        Assert.False(json.TryGetProperty("continuation", out _));
    }

    [Fact]
    public async Task Sql_WrongQuery_AnswersAProblemWithItsPlace()
    {
        ExpressResponse response = await SendAsync("POST", "/v1/sql", new { query = "SELECT\n  regoin FROM sales" });

        JsonElement json = response.Json();
        Assert.Equal(400, response.Status);
        Assert.Equal("invalid", json.GetProperty("code").GetString());
        Assert.StartsWith(
            "Line 2, column 3: 'regoin' is not a column",
            json.GetProperty("errors").GetProperty("query")[0].GetString());
    }

    [Fact]
    public async Task Explain_Query_AnswersWhatRunsWhere()
    {
        ExpressResponse response = await SendAsync(
            "POST", "/v1/sql:explain", new { query = "SELECT region FROM sales ORDER BY LENGTH(region)" });

        JsonElement json = response.Json();
        Assert.Equal(200, response.Status);
        Assert.StartsWith(
            "SELECT TOP 10001 c.data.region AS s0", json.GetProperty("cosmosQuery").GetProperty("query").GetString());
        Assert.Equal(
            """["ORDER BY r.s1, r.s0","SELECT r.s0 AS region"]""", json.GetProperty("inMemory").GetRawText());
        Assert.Equal(
            """{"container":"rows","partitionKey":["acme","sales"]}""", json.GetProperty("partitionScope").GetRawText());
        Assert.Equal("""{"requestUnits":2.4,"rows":6,"rowsInMemory":6}""", json.GetProperty("estimate").GetRawText());
    }

    [Fact]
    public async Task Tables_Merged_ListsColumnsRowsAndDocuments()
    {
        JsonElement tables = (await SendAsync("GET", "/v1/tables")).Json().GetProperty("tables");

        Assert.Equal(
            [
                "chunks 2 1", "documents 4 4", "events 3 1", "headings 0 0", "links 0 0", "measurements 12 1", "orders 5 1",
                "sales 6 2", "商品 4 1",
            ],
            tables.EnumerateArray().Select(table =>
                $"{table.GetProperty("name")} {table.GetProperty("rows")} {table.GetProperty("documents")}"));
        Assert.Equal(
            """{"name":"region","type":"string","nullable":false}""", tables[7].GetProperty("columns")[0].GetRawText());
    }

    [Fact]
    public async Task Search_Query_AnswersHits()
    {
        ExpressResponse response = await SendAsync("POST", "/v1/search", new { query = "段落", mode = "text", top = 1 });

        JsonElement hit = response.Json().GetProperty("hits")[0];
        Assert.Equal(200, response.Status);
        Assert.Equal(
            ["chunkId", "chunkIndex", "documentId", "generation", "headings", "highlights", "score", "text", "title"],
            hit.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal("[[4,2]]", hit.GetProperty("highlights").GetRawText());
    }

    [Theory]
    [InlineData("/v1/search")]
    [InlineData("/v1/sql")]
    public async Task Post_UnknownProperty_IsAProblem(string path)
    {
        ExpressResponse response = await SendAsync("POST", path, new { query = "q", nonsense = 1 });

        Assert.Equal(400, response.Status);
        JsonElement messages = response.Json().GetProperty("errors").GetProperty("nonsense");
        Assert.Contains("is not known here", messages[0].GetString());
    }

    private async Task<ExpressResponse> SendAsync(string method, string path, object? body = null)
    {
        var services = new ServiceCollection();
        services.AddExpress();
        services.AddSingleton(fixture.Retrieval.Get<Searches>());
        services.AddSingleton(fixture.Retrieval.Get<SqlQueries>());
        services.AddSingleton(fixture.Retrieval.Get<TableCatalogReader>());
        services.AddSingleton(fixture.Retrieval.Get<SnapshotReader>());
        services.AddScoped(_ =>
        {
            var caller = new Caller();
            caller.Identify(new(RetrievalFixture.Tenant, CallerRole.Reader));
            return caller;
        });
        await using ServiceProvider provider = services.BuildServiceProvider();
        var app = new ExpressApp(provider);
        ProblemAnswers.Map(app);
        SearchRoutes.Map(app);
        SqlRoutes.Map(app);
        TableRoutes.Map(app);
        return await app.SendAsync(method, path, body);
    }
}
