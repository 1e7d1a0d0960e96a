using System.Text.Json;
using Trivium.Errors;
using Trivium.Tables;
using Trivium.Tables.Catalog;
using Trivium.Tables.Query;
using Trivium.Tests.Search;
using Trivium.Visibility;

namespace Trivium.Tests.Tables;

/// <summary>What a query would do, and what it may use.</summary>
public sealed class SqlExplanationTests(AnswersFixture fixture) : IClassFixture<AnswersFixture>
{
    [Fact]
    public async Task ExplainAsync_Groups_SaysWhatIsDoneWhere()
    {
        SqlExplanation explanation = await ExplainAsync(
            "SELECT region, SUM(amount) / COUNT(*) AS mean FROM sales WHERE quantity > @low GROUP BY region "
                + "HAVING COUNT(*) > 1 ORDER BY mean DESC LIMIT 3",
            ("@low", "0"));

        Assert.Equal(
            "SELECT c.data.region AS s0, SUM(c.data.amount) AS s1, COUNT(1) AS s2 FROM c WHERE ((c.generation < @__next) "
                + "AND (NOT ARRAY_CONTAINS(@__hidden, c.generation))) AND (c.data.quantity > @low) GROUP BY c.data.region",
            explanation.CosmosQuery.Query);
        Assert.Equal("[3]", explanation.CosmosQuery.Parameters["@__hidden"].GetRawText());
        Assert.Equal("0", explanation.CosmosQuery.Parameters["@low"].GetRawText());
        Assert.Equal(
            [
                "HAVING r.s2 > 1",
                "ORDER BY r.s1 / r.s2 DESC, r.s0",
                "SELECT r.s0 AS region, r.s1 / r.s2 AS mean",
                "OFFSET 0 LIMIT 3",
            ],
            explanation.InMemory);
        Assert.Equal("rows", explanation.PartitionScope.Container);
        Assert.Equal(["acme", "sales"], explanation.PartitionScope.PartitionKey);
        Assert.Equal(new QueryEstimate(2.4, 6, 6), explanation.Estimate);
        Assert.Equal([new("region", "string"), new("mean", "json")], explanation.Columns);
    }

    [Fact]
    public async Task ExplainAsync_CountDistinct_GroupsAgainInMemory()
    {
        SqlExplanation explanation = await ExplainAsync(
            "SELECT region, COUNT(DISTINCT product) AS n FROM sales GROUP BY region");

        Assert.EndsWith("GROUP BY c.data.region, c.data.product", explanation.CosmosQuery.Query);
        Assert.Equal(
            ["GROUP BY r.s0", "ORDER BY r.s0", "SELECT r.s0 AS region, COUNT(DISTINCT r.s1) AS n"],
            explanation.InMemory);
    }

    [Fact]
    public async Task ExplainAsync_PageOfTheStore_CostsWhatItReturns()
    {
        SqlExplanation explanation = await ExplainAsync("SELECT TOP 2 title FROM documents");

        Assert.Empty(explanation.InMemory);
        Assert.Equal(["acme"], explanation.PartitionScope.PartitionKey);
        Assert.Equal("\"document\"", explanation.CosmosQuery.Parameters["@__kind"].GetRawText());
        Assert.Equal(2, explanation.Estimate.Rows);
    }

    [Theory]
    [InlineData("SELECT nosuch FROM sales", "'nosuch' is not a column")]
    [InlineData("SELECT LEFT(region) FROM sales", "LEFT takes 2 arguments but has 1.")]
    public async Task ExplainAsync_WrongQuery_IsRefusedAsItWouldBe(string query, string message)
    {
        var fault = await Assert.ThrowsAsync<TriviumException>(() => ExplainAsync(query));

        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public void ReadToExplain_Continuation_HasNoMeaning()
    {
        JsonElement json = JsonDocument.Parse("""{"query": "SELECT 1", "continuation": "x"}""").RootElement;

        var fault = Assert.Throws<TriviumException>(() => SqlRequestReader.ReadToExplain(json));

        Assert.StartsWith("has no meaning here", fault.Errors!["continuation"][0]);
    }

    [Fact]
    public async Task AnswerAsync_MoreRequestUnitsThanAllowed_NamesBothNumbers()
    {
        SqlQueries queries = With(new() { Sql = new() { RequestUnitsMax = 0.5 } }, fixture.Retrieval.Time);

        var fault = await Assert.ThrowsAsync<TriviumException>(() => queries.AnswerAsync(
            RetrievalFixture.Tenant, new() { Query = "SELECT * FROM sales" }, default));

        Assert.Equal(ErrorCode.TooLarge, fault.Code);
        Assert.Matches("^The request has used [0-9.]+ request units and may use 0.5. Ask for less", fault.Message);
    }

    [Fact]
    public async Task AnswerAsync_LongerThanAllowed_NamesTheTime()
    {
        SqlQueries queries = With(new(), new ImpatientTime());

        var fault = await Assert.ThrowsAsync<TriviumException>(() => queries.AnswerAsync(
            RetrievalFixture.Tenant, new() { Query = "SELECT * FROM sales" }, default));

        Assert.Equal(ErrorCode.TooLarge, fault.Code);
        Assert.StartsWith("The query took longer than 30 s.", fault.Message);
    }

    [Fact]
    public void Validate_BudgetsThatCannotBe_AreNamed()
    {
        var options = new TriviumOptions
        {
            Sql = new() { TimeMax = TimeSpan.FromMinutes(2), RequestUnitsMax = double.NaN },
        };

        Assert.Equal(
            [
                "Sql.TimeMax is 00:02:00; up to 60 s are possible.",
                "Sql.RequestUnitsMax is NaN; more than 0 are needed.",
            ],
            options.Validate());
    }

    private SqlQueries With(TriviumOptions options, TimeProvider time) => new(
        fixture.Retrieval.Get<SnapshotReader>(),
        fixture.Retrieval.Get<TableCatalogReader>(),
        fixture.Retrieval.Get<QueryPages>(),
        fixture.Retrieval.Get<ContinuationTokens>(),
        fixture.Retrieval.Database,
        options,
        time);

    private Task<SqlExplanation> ExplainAsync(string query, params (string Name, string Value)[] parameters) =>
        fixture.Retrieval.Get<SqlQueries>().ExplainAsync(
            RetrievalFixture.Tenant,
            new()
            {
                Query = query,
                Parameters = parameters.ToDictionary(
                    parameter => parameter.Name, parameter => JsonDocument.Parse(parameter.Value).RootElement),
            },
            default);

    // Timers ring at once.
    private sealed class ImpatientTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            return System.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
