using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>What is deleted is out of sight everywhere at once; what is left of it goes later.</summary>
public abstract class DeleteContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Delete_Document_IsAcceptedWithAnIngestionToWatch()
    {
        string id = Host.NewId();
        await Host.PutAsync(id, "text", "text/plain");

        Reply reply = await Host.SendAsync("DELETE", $"/v1/documents/{id}");

        JsonElement accepted = reply.Expect(HttpStatusCode.Accepted).Json();
        Assert.Equal(id, accepted.Text("documentId"));
        Assert.Equal(reply.Header("Location"), accepted.Text("links.self"));
        JsonElement ingestion = (await Host.GetAsync(accepted.Text("links.self"))).Expect(HttpStatusCode.OK).Json();
        Assert.Equal(accepted.Text("id"), ingestion.Text("id"));
        Assert.Equal(id, ingestion.Text("documentId"));
    }

    [ContractFact]
    public async Task Delete_Document_LeavesNothingToBeSeenInAnyModel()
    {
        string id = Host.NewId("gone");
        await Host.PutAsync(id, "animal,legs\nquokka,4\n", "text/csv");
        string target = $"/v1/documents/{id}";

        await DeleteAsync(id);

        foreach (string part in new[] { "", "/content", "/chunks", "/rows" })
            (await Host.GetAsync(target + part)).ExpectProblem(HttpStatusCode.NotFound, "not_found");
        foreach (string mode in new[] { "text", "vector", "hybrid" })
        {
            JsonElement found = (await Host.PostJsonAsync(
                "/v1/search", new { query = "quokka", mode, filter = new { documentIds = new[] { id } } })).Json();
            Assert.Empty(found.Items("hits"));
        }

        (await Host.PostJsonAsync("/v1/sql", new { query = $"SELECT * FROM {id}" })).ExpectInvalid("query");
        string query = $"SELECT documentId FROM documents WHERE documentId = '{id}'";
        JsonElement rows = (await Host.PostJsonAsync("/v1/sql", new { query })).Json();
        Assert.Empty(rows.Items("rows"));
        JsonElement tables = (await Host.GetAsync("/v1/tables")).Json();
        Assert.DoesNotContain(id, tables.Items("tables").Select(table => table.Text("name")));
        List<JsonElement> list = await Pages.ReadAsync(Host, "/v1/documents?top=500", "documents");
        Assert.DoesNotContain(id, list.Select(head => head.Text("documentId")));
    }

    [ContractFact]
    public async Task Delete_MissingDocument_Is404()
    {
        Reply reply = await Host.SendAsync("DELETE", $"/v1/documents/{Host.NewId("missing")}");

        reply.ExpectProblem(HttpStatusCode.NotFound, "not_found");
    }

    [ContractFact]
    public async Task Delete_DeletedDocument_Is404()
    {
        string id = Host.NewId();
        await Host.PutAsync(id, "text", "text/plain");
        await DeleteAsync(id);

        Reply reply = await Host.SendAsync("DELETE", $"/v1/documents/{id}");

        reply.ExpectProblem(HttpStatusCode.NotFound, "not_found");
    }

    [ContractFact]
    public async Task Put_AfterDelete_IsANewDocument()
    {
        string id = Host.NewId();
        await Host.PutAsync(id, "text", "text/plain");
        JsonElement before = (await Host.GetAsync($"/v1/documents/{id}")).Json();
        await DeleteAsync(id);

        Reply accepted = await Host.PutAsync(id, "text", "text/plain");

        Assert.False(accepted.Json().At("unchanged").GetBoolean());
        JsonElement after = (await Host.GetAsync($"/v1/documents/{id}")).Expect(HttpStatusCode.OK).Json();
        Assert.True(after.Int("generation") > before.Int("generation"));
        Assert.True(after.At("createdAt").GetDateTimeOffset() > before.At("createdAt").GetDateTimeOffset());
    }

    [ContractFact]
    public async Task Delete_Document_LeavesOthersAlone()
    {
        string table = $"{Host.Prefix}_shared_table";
        string[] ids = [Host.NewId(), Host.NewId()];
        foreach (string each in ids)
            await Host.PutAsync(each, $"owner\n{each}\n", "text/csv", $"source={table}.csv");

        await DeleteAsync(ids[0]);

        JsonElement sql = (await Host.PostJsonAsync("/v1/sql", new { query = $"SELECT owner FROM {table}" })).Json();
        Assert.Equal([ids[1]], sql.Items("rows").Select(row => row.Text("owner")));
    }

    /// <summary>Deletes a document and waits until it is out of sight; its remains are purged a while later.</summary>
    private async Task DeleteAsync(string id)
    {
        (await Host.SendAsync("DELETE", $"/v1/documents/{id}")).Expect(HttpStatusCode.Accepted);
        await Host.UntilAsync($"/v1/documents/{id}", reply => reply.Status == HttpStatusCode.NotFound);
    }
}

[Collection(HostNames.InProcess)]
public sealed class DeleteInProcess(InProcessHost host, ITestOutputHelper output) : DeleteContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class DeleteOnKestrel(KestrelHost host, ITestOutputHelper output) : DeleteContract(host, output);

[Collection(HostNames.Remote)]
public sealed class DeleteRemotely(RemoteHost host, ITestOutputHelper output) : DeleteContract(host, output);
