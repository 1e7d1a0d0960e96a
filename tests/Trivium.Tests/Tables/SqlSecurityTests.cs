using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Errors;
using Trivium.Storage;
using Trivium.Tables;
using Trivium.Tables.Query;
using Trivium.Tests.Search;

namespace Trivium.Tests.Tables;

/// <summary>
/// Queries that try to see what is another tenant's, of another generation or the store's own, or to write. Rows that
/// nobody may see say SECRET.
/// </summary>
public sealed class SqlSecurityTests(AnswersFixture fixture) : IClassFixture<AnswersFixture>
{
    private const string Query = "SELECT product FROM sales";

    // What no answer to the tenant may hold, whatever was asked.
    private static readonly string[] _secrets =
    [
        "SECRET", "rival", "acme", "_etag", "_rid", "_ts", "embedding", "instanceId", "sourceId", "1000000", "hiddenColumn",
    ];

    public static TheoryData<string> Attempts() => [.. Lines()];

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task AnswerAsync_Attempt_IsRefusedOrShowsWhatMayBeSeen(string query)
    {
        var request = new SqlRequest { Query = query, MaxItemCount = SqlLimits.PageRowsMax };
        try
        {
            SqlResponse answer = await AnswerAsync(request);
            Assert.All(answer.Rows, AssertHarmless);
            await AssertScopedAsync(request);
        }
        catch (TriviumException fault)
        {
            Assert.Equal(ErrorCode.Invalid, fault.Code);
            Assert.DoesNotContain("hiddenColumn", fault.Message);
        }
    }

    [Fact]
    public async Task AnswerAsync_AllAttempts_WriteNothing()
    {
        string before = await ContentsAsync();
        foreach (string query in Lines())
        {
            try
            {
                await AnswerAsync(new() { Query = query });
            }
            catch (TriviumException)
            {
                // Refused.
            }
        }

        Assert.Equal(before, await ContentsAsync());
    }

    [Theory]
    [InlineData("""{"@__next": 100}""")]
    [InlineData("""{"@__hidden": []}""")]
    [InlineData("""{"@__kind": "section"}""")]
    [InlineData("""{"@__next": 100, "@__hidden": []}""")]
    public async Task AnswerAsync_ParametersOfTheApp_AreNotTakenFromTheCaller(string parameters)
    {
        SqlResponse answer = await AnswerAsync(new()
        {
            Query = "SELECT region, product FROM sales",
            Parameters = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(parameters),
        });

        Assert.Equal(6, answer.Rows.Count);
        Assert.All(answer.Rows, AssertHarmless);
    }

    [Theory]
    [InlineData("\"EMEA' OR 1=1 OR c.tenant = 'rival\"")]
    [InlineData("\"\\\") OR (1=1\"")]
    [InlineData("{\"$ne\": null}")]
    [InlineData("[\"EMEA\", \"APAC\"]")]
    [InlineData("null")]
    public async Task AnswerAsync_ParameterThatLooksLikeSql_IsAValue(string value)
    {
        SqlResponse answer = await AnswerAsync(new()
        {
            Query = "SELECT product FROM sales WHERE region = @x",
            Parameters = new Dictionary<string, JsonElement> { ["@x"] = JsonDocument.Parse(value).RootElement },
        });

        Assert.Empty(answer.Rows);
    }

    [Theory]
    [InlineData("rival")]
    [InlineData("acme2")]
    public async Task AnswerAsync_SameTablesOfAnotherTenant_AreSeenByItAlone(string tenant)
    {
        SqlResponse theirs = await fixture.Retrieval.Get<SqlQueries>().AnswerAsync(
            tenant, new() { Query = "SELECT region FROM sales" }, default);

        Assert.Equal("""{"region":"SECRET"}""", Assert.Single(theirs.Rows).GetRawText());
        Assert.Equal(6, (await AnswerAsync(new() { Query = Query })).Rows.Count);
    }

    [Theory]
    [InlineData("SELECT product FROM sales")]
    [InlineData("SELECT product FROM sales ORDER BY product, amount")]
    public async Task AnswerAsync_ContinuationChangedAnywhere_IsRefused(string query)
    {
        var request = new SqlRequest { Query = query, MaxItemCount = 1 };
        string token = (await AnswerAsync(request)).Continuation!;
        for (var position = 0; position < token.Length; position += 5)
        {
            char other = token[position] == 'A' ? 'B' : 'A';
            string changed = $"{token[..position]}{other}{token[(position + 1)..]}";
            await AssertRefusedAsync(request with { Continuation = changed });
        }

        foreach (int length in (int[])[1, 10, 43, 44, token.Length / 2, token.Length - 4])
            await AssertRefusedAsync(request with { Continuation = token[..length] });
        await AssertRefusedAsync(request with { Continuation = token + token });
        await AssertRefusedAsync(request with { Query = "SELECT region FROM sales", Continuation = token });
        await AssertRefusedAsync(request with { Continuation = token }, tenant: "rival");
        await AssertRefusedAsync(request with { Continuation = token }, tenant: "acme2");
    }

    public static TheoryData<string> Shapes() =>
    [
        $"SELECT {Repeated("NOT ", 5_000)}true FROM sales",
        $"SELECT {Repeated("[", 5_000)}{Repeated("]", 5_000)} FROM sales",
        $"SELECT {Repeated("CASE WHEN ", 3_000)} FROM sales",
        $"SELECT {Repeated("CASE ", 100)}region{Repeated(" WHEN 1 THEN 1 END", 100)} AS x FROM sales",
        $"SELECT {Repeated("COALESCE(1, ", 2_000)}1{Repeated(")", 2_000)} FROM sales",
        $"SELECT COALESCE({Repeated("1, ", 10_000)}1) FROM sales",
        $"SELECT {Repeated("NULLIF(", 100)}region{Repeated(", 1)", 100)} AS x FROM sales",
        $"SELECT region{Repeated(" IS NULL", 2_000)} FROM sales",
        $"SELECT {Repeated("(", 100)}region{Repeated(" IS NULL)", 100)} AS x FROM sales",
        $"SELECT region{Repeated(".a", 20_000)} FROM sales",
        $"SELECT region FROM sales WHERE region IN ({Repeated("'x',", 10_000)}'y')",
        $"SELECT name FROM events{Repeated(" JOIN t IN events.tags", 1_000)}",
        $"SELECT name FROM events WHERE {Repeated("EXISTS(SELECT VALUE t FROM t IN events.tags WHERE ", 500)}true",
        $"SELECT {Repeated("region, ", 5_000)}region FROM sales",
        $"SELECT region FROM sales {Repeated("/*", 10_000)}",
        $"SELECT region FROM sales ORDER BY {Repeated("region, ", 5_000)}region",
        $"SELECT CAST({Repeated("CAST(", 100)}1{Repeated(" AS TEXT)", 101)} AS x FROM sales",
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task AnswerAsync_NestedDeepOrVeryLong_IsAnsweredOrRefused(string query)
    {
        try
        {
            await AnswerAsync(new() { Query = query });
        }
        catch (TriviumException fault)
        {
            Assert.Equal(ErrorCode.Invalid, fault.Code);
        }
    }

    private static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    // Lines hold JSON escapes, so that blanks and letters can be told apart; quotes stand as they are.
    private static IEnumerable<string> Lines() => File.ReadAllLines(QueryFile.FolderOf("Attempts.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => JsonSerializer.Deserialize<string>($"\"{line.Replace("\"", "\\\"")}\"")!);

    // Names are what the caller called columns; values are what was read.
    private static void AssertHarmless(JsonElement row) => Assert.All(
        row.EnumerateObject().Select(property => property.Value.GetRawText()),
        value => Assert.All(_secrets, secret => Assert.DoesNotContain(secret, value, StringComparison.Ordinal)));

    // The condition of the snapshot stands beside everything the query says, and the partition key before it.
    private async Task AssertScopedAsync(SqlRequest request)
    {
        SqlExplanation explanation = await fixture.Retrieval.Get<SqlQueries>().ExplainAsync(
            RetrievalFixture.Tenant, request, default);
        Assert.Matches(
            @"^SELECT .* FROM c( JOIN .*)? WHERE \(?\(c\.generation < @__next\) AND "
                + @"\(NOT ARRAY_CONTAINS\(@__hidden, c\.generation\)\)\)?( AND | GROUP BY | ORDER BY | OFFSET |$)",
            explanation.CosmosQuery.Query);
        Assert.Equal(RetrievalFixture.Tenant, explanation.PartitionScope.PartitionKey[0]);
        Assert.Equal(6, explanation.CosmosQuery.Parameters["@__next"].GetInt32());
    }

    private async Task AssertRefusedAsync(SqlRequest request, string tenant = RetrievalFixture.Tenant)
    {
        var fault = await Assert.ThrowsAsync<TriviumException>(
            () => fixture.Retrieval.Get<SqlQueries>().AnswerAsync(tenant, request, default));

        Assert.Equal(ErrorCode.Invalid, fault.Code);
    }

    private Task<SqlResponse> AnswerAsync(SqlRequest request) =>
        fixture.Retrieval.Get<SqlQueries>().AnswerAsync(RetrievalFixture.Tenant, request, default);

    private async Task<string> ContentsAsync()
    {
        TriviumDatabase database = fixture.Retrieval.Database;
        List<string> items = [];
        Container[] containers = [database.Catalog, database.Documents, database.Chunks, database.Rows];
        foreach (Container container in containers)
        {
            await foreach (string etag in container.QueryAsync<string>(
                new("SELECT VALUE c._etag FROM c"), null, new(), default)) items.Add(etag);
        }

        return string.Join(' ', items.Order(StringComparer.Ordinal));
    }
}
