using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Retrieval;

/// <summary>Queries that cannot be run, and what is said of them.</summary>
public abstract class RefusedSqlContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractTheory]
    [InlineData("SELECT nope FROM {sales}", "Line 1, column 8:", "nope")]
    [InlineData("SELECT *\nFROM\n  nope", "Line 3, column 3:", "nope")]
    [InlineData("SELECT *\nFROM {sales}\nWHERE (amount", "Line 3, column 14:", "end of the query")]
    [InlineData("SELECT region,\n FROM {sales}", "Line 2, column 2:", "FROM")]
    [InlineData("SELECT NOPE(region) FROM {sales}", "Line 1, column 8:", "NOPE")]
    [InlineData("SELECT region FROM {sales} WHERE amount > @missing", "Line 1, column", "@missing")]
    [InlineData("SELECT c.generation FROM {sales} c", "Line 1, column", "generation")]
    [InlineData("SELECT c._etag FROM {sales} c", "Line 1, column", "_etag")]
    [InlineData("SELECT * FROM {sales}; SELECT 1", "Line 1, column", ";")]
    public async Task Sql_FaultyQuery_Is400AndSaysWhereAndWhat(string query, string place, string what)
    {
        Reply reply = await SendAsync(query);

        string message = reply.ExpectInvalid("query");
        Assert.StartsWith(place, message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.OrdinalIgnoreCase);
    }

    [ContractTheory]
    [InlineData("INSERT INTO {sales} VALUES (1)")]
    [InlineData("UPDATE {sales} SET amount = 0")]
    [InlineData("DELETE FROM {sales}")]
    [InlineData("DROP TABLE {sales}")]
    public async Task Sql_AnythingButSelect_Is400AndChangesNothing(string query)
    {
        Reply reply = await SendAsync(query);

        Assert.Contains("SELECT", reply.ExpectInvalid("query"), StringComparison.Ordinal);
        Reply count = await SendAsync("SELECT COUNT(1) AS n, SUM(amount) AS total FROM {sales}");
        Assert.Equal("""[{"n":6,"total":77}]""", count.Json().At("rows").GetRawText());
    }

    [ContractTheory]
    [InlineData("query", """{}""")]
    [InlineData("query", """{"query":" "}""")]
    [InlineData("query", """{"query":7}""")]
    [InlineData("maxItemCount", """{"query":"SELECT * FROM documents","maxItemCount":0}""")]
    [InlineData("maxItemCount", """{"query":"SELECT * FROM documents","maxItemCount":1001}""")]
    [InlineData("parameters", """{"query":"SELECT * FROM documents","parameters":[1]}""")]
    [InlineData("parameters.region", """{"query":"SELECT * FROM documents","parameters":{"region":1}}""")]
    [InlineData("parameters.@__next", """{"query":"SELECT * FROM documents","parameters":{"@__next":99}}""")]
    [InlineData("continuation", """{"query":"SELECT * FROM documents","continuation":"made-up"}""")]
    [InlineData("pageSize", """{"query":"SELECT * FROM documents","pageSize":5}""")]
    public async Task Sql_FaultyField_Is400AndNamesIt(string field, string json)
    {
        Reply reply = await Host.PostJsonAsync("/v1/sql", json);

        reply.ExpectInvalid(field);
    }

    [ContractFact]
    public async Task Sql_DeeplyNestedQuery_Is400()
    {
        string query = $"SELECT {new string('(', 20_000)}1{new string(')', 20_000)} AS x FROM documents";

        Reply reply = await Host.PostJsonAsync("/v1/sql", new { query });

        reply.ExpectInvalid("query");
    }

    private async Task<Reply> SendAsync(string query)
    {
        string sales = (await Host.SharedAsync()).Sales;
        query = query.Replace("{sales}", sales, StringComparison.Ordinal);
        return await Host.PostJsonAsync("/v1/sql", new { query });
    }
}

[Collection(HostNames.InProcess)]
public sealed class RefusedSqlInProcess(InProcessHost host, ITestOutputHelper output)
    : RefusedSqlContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class RefusedSqlOnKestrel(KestrelHost host, ITestOutputHelper output) : RefusedSqlContract(host, output);

[Collection(HostNames.Remote)]
public sealed class RefusedSqlRemotely(RemoteHost host, ITestOutputHelper output) : RefusedSqlContract(host, output);
