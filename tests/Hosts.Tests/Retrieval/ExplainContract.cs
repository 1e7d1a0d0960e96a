using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Retrieval;

/// <summary>How a query would be answered: <c>POST /v1/sql:explain</c>.</summary>
public abstract class ExplainContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Explain_Query_TellsWhatRunsWhereAndWhatItCosts()
    {
        string sales = (await Host.SharedAsync()).Sales;

        JsonElement plan = (await SendAsync("SELECT region FROM {sales} WHERE amount > @least ORDER BY LENGTH(region)"))
            .Expect(HttpStatusCode.OK).Json();

        Assert.Contains("c.data.region", plan.Text("cosmosQuery.query"), StringComparison.Ordinal);
        Assert.Equal(7, plan.At("cosmosQuery.parameters").Int("@least"));
        Assert.Contains(plan.Texts("inMemory"), step => step.StartsWith("ORDER BY ", StringComparison.Ordinal));
        Assert.Equal("rows", plan.Text("partitionScope.container"));
        Assert.Equal(["default", sales], plan.Texts("partitionScope.partitionKey"));
        Assert.Equal(6, plan.Int("estimate.rows"));
        Assert.True(plan.At("estimate.requestUnits").GetDouble() > 0);
        Assert.Equal("region", Assert.Single(plan.Items("columns")).Text("name"));
    }

    [ContractFact]
    public async Task Explain_QueryThatCosmosAnswersWhole_LeavesNothingForMemory()
    {
        JsonElement plan = (await SendAsync("SELECT region FROM {sales} WHERE amount > @least"))
            .Expect(HttpStatusCode.OK).Json();

        Assert.Empty(plan.Items("inMemory"));
        Assert.Equal(0, plan.Int("estimate.rowsInMemory"));
    }

    [ContractTheory]
    [InlineData("SELECT nope FROM {sales}", "nope")]
    [InlineData("DELETE FROM {sales}", "SELECT")]
    [InlineData("SELECT * FROM nope", "nope")]
    public async Task Explain_FaultyQuery_Is400LikeTheQueryItself(string query, string what)
    {
        string message = (await SendAsync(query)).ExpectInvalid("query");

        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    private async Task<Reply> SendAsync(string query)
    {
        string sales = (await Host.SharedAsync()).Sales;
        query = query.Replace("{sales}", sales, StringComparison.Ordinal);
        bool asks = query.Contains("@least", StringComparison.Ordinal);
        Dictionary<string, object>? parameters = asks ? new() { ["@least"] = 7 } : null;
        return await Host.PostJsonAsync("/v1/sql:explain", new { query, parameters });
    }
}

[Collection(HostNames.InProcess)]
public sealed class ExplainInProcess(InProcessHost host, ITestOutputHelper output) : ExplainContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class ExplainOnKestrel(KestrelHost host, ITestOutputHelper output) : ExplainContract(host, output);

[Collection(HostNames.Remote)]
public sealed class ExplainRemotely(RemoteHost host, ITestOutputHelper output) : ExplainContract(host, output);
