using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Retrieval;

/// <summary>The tables a query can name.</summary>
public abstract class TablesContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Tables_OfEveryTenant_HaveTheSystemsOwn()
    {
        JsonElement[] tables = (await Host.GetAsync("/v1/tables")).Expect(HttpStatusCode.OK).Json().Items("tables");

        string[] names = [.. tables.Select(table => table.Text("name"))];
        Assert.Superset(new HashSet<string> { "documents", "chunks", "links", "headings" }, names.ToHashSet());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [ContractFact]
    public async Task Tables_FoundInADocument_AreDescribedWithTheirColumns()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement sales = (await Host.GetAsync("/v1/tables")).Json().Items("tables")
            .Single(table => table.Text("name") == shared.Sales);

        Assert.Equal(6, sales.Int("rows"));
        Assert.Equal(1, sales.Int("documents"));
        JsonElement[] columns = sales.Items("columns");
        Assert.Equal(
            ["region string", "product string", "amount integer", "sold date", "documentId string"],
            columns.Select(column => $"{column.Text("name")} {column.Text("type")}"));
        Assert.Equal("amount", Assert.Single(columns, column => column.At("nullable").GetBoolean()).Text("name"));
        Assert.Equal("EMEA", columns[0].Text("example"));
    }

    [ContractTheory]
    [InlineData("source={0}_file.csv&title={0}_title", "_file")]
    [InlineData("title={0}_title", "_title")]
    public async Task Tables_OfASourceThatNamesNone_AreNamedByWhereItCameFromElseByTitle(string query, string name)
    {
        string id = Host.NewId();

        await Host.PutAsync(id, "a\n1\n", "text/csv", string.Format(null, query, id));

        JsonElement document = (await Host.GetAsync($"/v1/documents/{id}")).Json();
        Assert.Equal(id + name, Assert.Single(document.Items("tables")).Text("name"));
    }

    [ContractFact]
    public async Task Tables_OfTwoDocuments_AreOneWithTheColumnsOfBoth()
    {
        string table = $"{Host.Prefix}_merged";
        await Host.PutAsync(Host.NewId(), "a,b\n1,x\n", "text/csv", $"source={table}.csv");
        await Host.PutAsync(Host.NewId(), "a,c\n2.5,2026-01-01\n3,\n", "text/csv", $"source={table}.csv");

        JsonElement merged = (await Host.GetAsync("/v1/tables")).Json().Items("tables")
            .Single(each => each.Text("name") == table);

        Assert.Equal(3, merged.Int("rows"));
        Assert.Equal(2, merged.Int("documents"));
        Assert.Equal(
            ["a number", "b string", "c date", "documentId string"],
            merged.Items("columns").Select(column => $"{column.Text("name")} {column.Text("type")}"));
        string query = $"SELECT SUM(a) AS s FROM {table}";
        JsonElement sql = (await Host.PostJsonAsync("/v1/sql", new { query })).Json();
        Assert.Equal(6.5, sql.Items("rows")[0].At("s").GetDouble());
    }

    [ContractTheory]
    [InlineData("SELECT title FROM documents WHERE documentId = @id", """[{"title":"Orchard guide"}]""")]
    [InlineData("SELECT url FROM links WHERE documentId = @id", """[{"url":"https://example.com/almanac"}]""")]
    [InlineData(
        "SELECT text FROM headings WHERE documentId = @id AND level = 2 ORDER BY text",
        """[{"text":"Harvest"},{"text":"Pruning"}]""")]
    [InlineData(
        "SELECT chunkIndex FROM chunks WHERE documentId = @id AND CONTAINS(text, 'late winter')",
        """[{"chunkIndex":1}]""")]
    public async Task Tables_OfTheSystem_CanBeQueried(string query, string rows)
    {
        SharedDocuments shared = await Host.SharedAsync();
        var parameters = new Dictionary<string, string> { ["@id"] = shared.Guide };

        Reply reply = await Host.PostJsonAsync("/v1/sql", new { query, parameters });

        Assert.Equal(rows, reply.Expect(HttpStatusCode.OK).Json().At("rows").GetRawText());
    }
}

[Collection(HostNames.InProcess)]
public sealed class TablesInProcess(InProcessHost host, ITestOutputHelper output) : TablesContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class TablesOnKestrel(KestrelHost host, ITestOutputHelper output) : TablesContract(host, output);

[Collection(HostNames.Remote)]
public sealed class TablesRemotely(RemoteHost host, ITestOutputHelper output) : TablesContract(host, output);
