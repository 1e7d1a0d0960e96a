using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Retrieval;

/// <summary>SQL over the tables found in documents.</summary>
public abstract class SqlContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    public static TheoryData<string, string> Queries => new()
    {
        {
            "SELECT region, SUM(amount) AS total FROM {sales} GROUP BY region ORDER BY total DESC",
            """[{"region":"AMER","total":42},{"region":"EMEA","total":30},{"region":"APAC","total":5}]"""
        },
        {
            "SELECT COUNT(1) AS n, COUNT(amount) AS amounts, MIN(amount) AS lo, MAX(amount) AS hi, AVG(amount) AS mean "
                + "FROM {sales}",
            """[{"n":6,"amounts":5,"lo":2,"hi":40,"mean":15.4}]"""
        },
        {
            "SELECT COUNT(*) AS n FROM {sales} WHERE product = 'apple' AND amount > 5",
            """[{"n":2}]"""
        },
        {
            "SELECT product, sold FROM {sales} WHERE region = 'EMEA' ORDER BY sold DESC",
            """[{"product":"pear","sold":"2026-01-06"},{"product":"apple","sold":"2026-01-05"}]"""
        },
        {
            "SELECT DISTINCT product FROM {sales} ORDER BY product",
            """[{"product":"apple"},{"product":"pear"}]"""
        },
        {
            "SELECT region, COUNT(1) AS n FROM {sales} WHERE amount >= 10 GROUP BY region HAVING COUNT(1) > 1",
            """[{"region":"EMEA","n":2}]"""
        },
        {
            "SELECT UPPER(product) AS p, amount * 2 AS twice FROM {sales} WHERE sold = '2026-01-05'",
            """[{"p":"APPLE","twice":20}]"""
        },
        {
            "SELECT region, amount FROM {sales} WHERE sold = '2026-02-02'",
            """[{"region":"APAC","amount":null}]"""
        },
        {
            "SELECT TOP 2 amount FROM {sales} ORDER BY amount DESC",
            """[{"amount":40},{"amount":20}]"""
        },
        {
            "SELECT amount FROM {sales} ORDER BY amount DESC OFFSET 1 LIMIT 1",
            """[{"amount":20}]"""
        },
    };

    [ContractTheory]
    [MemberData(nameof(Queries))]
    public async Task Sql_Query_AnswersItsRows(string query, string rows)
    {
        JsonElement answer = await SqlAsync(query);

        Assert.True(
            JsonElement.DeepEquals(JsonElement.Parse(rows), answer.At("rows")), $"{rows} was wanted of {answer}");
    }

    [ContractFact]
    public async Task Sql_Query_TellsItsColumnsInTheOrderAsked()
    {
        JsonElement answer = await SqlAsync("SELECT sold, amount, region AS place FROM {sales}");

        Assert.Equal(["sold", "amount", "place"], answer.Items("columns").Select(column => column.Text("name")));
        Assert.Equal(["date", "integer", "string"], answer.Items("columns").Select(column => column.Text("type")));
        Assert.True(answer.At("requestUnits").GetDouble() > 0);
        Assert.True(answer.Int("tookMs") >= 0);
    }

    [ContractFact]
    public async Task Sql_SelectStar_HasTheTablesColumnsAndNothingOfTheStores()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement answer = await SqlAsync("SELECT * FROM {sales} WHERE amount = 10");

        Assert.Equal(
            ["region", "product", "amount", "sold", "documentId"],
            answer.Items("columns").Select(column => column.Text("name")));
        Assert.Equal(shared.Sales, Assert.Single(answer.Items("rows")).Text("documentId"));
    }

    [ContractFact]
    public async Task Sql_Parameters_AreValuesAndNeverText()
    {
        const string Query = "SELECT COUNT(1) AS n FROM {sales} WHERE region = @region AND amount < @most";

        JsonElement found = await SqlAsync(Query, new() { ["@region"] = "AMER", ["@most"] = 10 });
        JsonElement injected = await SqlAsync(Query, new() { ["@region"] = "' OR 1 = 1 --", ["@most"] = 10 });

        Assert.Equal(1, found.Items("rows")[0].Int("n"));
        Assert.Equal(0, injected.Items("rows")[0].Int("n"));
    }

    [ContractTheory]
    [InlineData("SELECT product, amount FROM {sales} ORDER BY sold")]
    [InlineData("SELECT product, sold FROM {sales} ORDER BY UPPER(region), sold")]
    public async Task Sql_Paged_AnswersEveryRowOnceInOrder(string query)
    {
        JsonElement whole = await SqlAsync(query);
        List<string> rows = [];
        string? continuation = null;
        do
        {
            JsonElement page = await SqlAsync(query, null, 4, continuation);
            Assert.True(page.Items("rows").Length <= 4);
            rows.AddRange(page.Items("rows").Select(row => row.ToString()));
            continuation = page.Has("continuation") ? page.Text("continuation") : null;
        }
        while (continuation is not null);

        Assert.Equal(whole.Items("rows").Select(row => row.ToString()), rows);
        Assert.Equal(6, rows.Count);
    }

    [ContractFact]
    public async Task Sql_ContinuationOfAnotherQuestion_Is400()
    {
        const string Query = "SELECT product FROM {sales} WHERE amount < @most ORDER BY sold";
        JsonElement page = await SqlAsync(Query, new() { ["@most"] = 100 }, 1);
        string continuation = page.Text("continuation");

        Reply otherQuery = await SendAsync("SELECT region FROM {sales}", null, 1, continuation);
        Reply otherValue = await SendAsync(Query, new() { ["@most"] = 99 }, 1, continuation);
        Reply changed = await SendAsync(Query, new() { ["@most"] = 100 }, 1, continuation[..^4] + "AAAA");
        Reply same = await SendAsync(Query, new() { ["@most"] = 100 }, 1, continuation);

        Assert.All([otherQuery, otherValue, changed], reply => reply.ExpectInvalid("continuation"));
        same.Expect(HttpStatusCode.OK);
    }

    private async Task<JsonElement> SqlAsync(
        string query,
        Dictionary<string, object>? parameters = null,
        int? maxItemCount = null,
        string? continuation = null) =>
        (await SendAsync(query, parameters, maxItemCount, continuation)).Expect(HttpStatusCode.OK).Json();

    private async Task<Reply> SendAsync(
        string query, Dictionary<string, object>? parameters, int? maxItemCount, string? continuation)
    {
        string sales = (await Host.SharedAsync()).Sales;
        query = query.Replace("{sales}", sales, StringComparison.Ordinal);
        return await Host.PostJsonAsync("/v1/sql", new { query, parameters, maxItemCount, continuation });
    }
}

[Collection(HostNames.InProcess)]
public sealed class SqlInProcess(InProcessHost host, ITestOutputHelper output) : SqlContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class SqlOnKestrel(KestrelHost host, ITestOutputHelper output) : SqlContract(host, output);

[Collection(HostNames.Remote)]
public sealed class SqlRemotely(RemoteHost host, ITestOutputHelper output) : SqlContract(host, output);
