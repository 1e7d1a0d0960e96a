using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>A document and what it was turned into.</summary>
public abstract class ReadContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task Get_Document_TellsWhatItIsAndWhatBecameOfIt()
    {
        SharedDocuments shared = await Host.SharedAsync();

        Reply reply = await Host.GetAsync($"/v1/documents/{shared.Guide}");

        JsonElement document = reply.Expect(HttpStatusCode.OK).Json();
        Assert.Equal(shared.Guide, document.Text("documentId"));
        Assert.Equal("Orchard guide", document.Text("title"));
        Assert.Equal(SharedDocuments.SourceOf(Host, "guide"), document.Text("source"));
        Assert.Equal("text/markdown", document.Text("contentType"));
        Assert.Equal("en", document.Text("language"));
        Assert.Equal(["orchard", "fruit"], document.Texts("tags"));
        Assert.Equal($"\"{document.Int("generation")}\"", reply.Header("ETag"));
        Assert.Equal(SharedDocuments.GuideText.Length, document.Int("sizeBytes"));
        Assert.Equal(64, document.Text("sha256").Length);
        Assert.Equal(3, document.Int("counts.sections"));
        Assert.Equal(2, document.Int("counts.rows"));
        Assert.False(document.Has("id") || document.Has("document"), document.ToString());
    }

    [ContractFact]
    public async Task Get_Document_HasItsSectionsTablesAndReceipt()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement document = (await Host.GetAsync($"/v1/documents/{shared.Guide}")).Json();

        JsonElement[] sections = document.Items("sections");
        Assert.Equal(["Orchard", "Pruning", "Harvest"], sections.Select(section => section.Text("heading")));
        Assert.Equal([1, 2, 2], sections.Select(section => section.Int("level")));
        Assert.Equal(["Orchard", "Pruning"], sections[1].Texts("headingPath"));
        Assert.Equal("pruning", sections[1].Text("anchor"));
        Assert.Contains("late winter", sections[1].Text("text"), StringComparison.Ordinal);
        JsonElement harvest = document.Items("tables").Single(table => table.Text("name") == "harvest");
        Assert.Equal(["fruit", "month"], harvest.Texts("columns"));
        Assert.Equal(2, harvest.Int("rows"));
        Assert.Equal(document.Int("generation"), document.Int("receipt.generation"));
        Assert.Equal(shared.Guide, document.Text("receipt.documentId"));
    }

    [ContractTheory]
    [InlineData("")]
    [InlineData("/content")]
    [InlineData("/chunks")]
    [InlineData("/rows")]
    public async Task Get_MissingDocument_Is404AndNamesIt(string part)
    {
        string id = Host.NewId("missing");

        Reply reply = await Host.GetAsync($"/v1/documents/{id}{part}");

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Contains(id, problem.Text("detail"), StringComparison.Ordinal);
    }

    [ContractTheory]
    [InlineData("")]
    [InlineData("/content")]
    public async Task Get_UnchangedSinceItsETag_Is304WithoutABody(string part)
    {
        SharedDocuments shared = await Host.SharedAsync();
        string target = $"/v1/documents/{shared.Note}{part}";
        string etag = (await Host.GetAsync(target)).Header("ETag")!;

        Reply same = await Host.GetAsync(target, ("If-None-Match", $"\"other\", {etag}"));
        Reply other = await Host.GetAsync(target, ("If-None-Match", "\"other\""));

        Assert.Empty(same.Expect(HttpStatusCode.NotModified).Body);
        Assert.Equal(etag, same.Header("ETag"));
        Assert.NotEmpty(other.Expect(HttpStatusCode.OK).Body);
    }

    [ContractFact]
    public async Task Get_Chunks_ArePagedInReadingOrder()
    {
        SharedDocuments shared = await Host.SharedAsync();
        JsonElement whole = (await Host.GetAsync($"/v1/documents/{shared.Guide}/chunks")).Json();

        List<JsonElement> paged = await Pages.ReadAsync(Host, $"/v1/documents/{shared.Guide}/chunks?top=1", "chunks");

        Assert.True(paged.Count > 1);
        Assert.False(whole.Has("continuation"));
        Assert.Equal(whole.Items("chunks").Select(chunk => chunk.ToString()), paged.Select(chunk => chunk.ToString()));
        Assert.Equal(Enumerable.Range(0, paged.Count), paged.Select(chunk => chunk.Int("chunkIndex")));
        Assert.Contains(paged, chunk => chunk.Texts("headings").SequenceEqual(["Orchard", "Pruning"]));
    }

    [ContractFact]
    public async Task Get_Rows_ArePagedInTheOrderOfTheSource()
    {
        SharedDocuments shared = await Host.SharedAsync();

        List<JsonElement> rows = await Pages.ReadAsync(Host, $"/v1/documents/{shared.Sales}/rows?top=2", "rows");

        Assert.Equal(Enumerable.Range(0, 6), rows.Select(row => row.Int("rowIndex")));
        Assert.Equal(["EMEA", "EMEA", "APAC", "APAC", "AMER", "AMER"], rows.Select(row => row.Text("data.region")));
        Assert.Equal(JsonValueKind.Number, rows[0].At("data.amount").ValueKind);
        Assert.False(rows[3].At("data").Has("amount"));
    }

    [ContractFact]
    public async Task Get_RowsOfLinks_AreTheLinksOfTheDocument()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement rows = (await Host.GetAsync($"/v1/documents/{shared.Guide}/rows?table=links")).Json();

        JsonElement link = Assert.Single(rows.Items("rows"));
        Assert.Equal("https://example.com/almanac", link.Text("data.url"));
        Assert.Equal("the almanac", link.Text("data.text"));
    }

    [ContractFact]
    public async Task Get_RowsOfATableTheDocumentLacks_Is404AndNamesThoseItHas()
    {
        SharedDocuments shared = await Host.SharedAsync();

        Reply reply = await Host.GetAsync($"/v1/documents/{shared.Guide}/rows?table=nope");

        JsonElement problem = reply.ExpectProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Contains("harvest", problem.Text("detail"), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Get_RowsOfADocumentWithoutTables_Is400AndSaysSo()
    {
        SharedDocuments shared = await Host.SharedAsync();

        Reply reply = await Host.GetAsync($"/v1/documents/{shared.Note}/rows");

        reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid");
    }
}

[Collection(HostNames.InProcess)]
public sealed class ReadInProcess(InProcessHost host, ITestOutputHelper output) : ReadContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class ReadOnKestrel(KestrelHost host, ITestOutputHelper output) : ReadContract(host, output);

[Collection(HostNames.Remote)]
public sealed class ReadRemotely(RemoteHost host, ITestOutputHelper output) : ReadContract(host, output);
