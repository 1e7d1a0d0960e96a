using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Documents;

/// <summary>The list of documents: filters and pages.</summary>
public abstract class ListContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractFact]
    public async Task List_ByTag_FindsTheDocumentsThatHaveIt()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement list = await ListAsync($"tag={SharedDocuments.TagOf(Host)}");

        JsonElement head = Assert.Single(list.Items("documents"));
        Assert.Equal(shared.Note, head.Text("documentId"));
        Assert.Equal("Fox", head.Text("title"));
        Assert.Equal(5, head.Int("metadata.stars"));
        Assert.False(head.Has("id"), head.ToString());
    }

    [ContractFact]
    public async Task List_BySource_FindsTheDocumentsFromThere()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement list = await ListAsync($"source={SharedDocuments.SourceOf(Host, "guide")}");

        Assert.Equal([shared.Guide], Ids(list));
    }

    [ContractTheory]
    [InlineData("language=ja", "nihongo")]
    [InlineData("contentType=text/csv", "sales")]
    [InlineData("contentType=text/plain", "note")]
    [InlineData("contentType=text/markdown&language=en", "guide")]
    public async Task List_Filtered_HasOfTheSharedDocumentsOnlyThatOne(string query, string name)
    {
        SharedDocuments shared = await Host.SharedAsync();

        List<JsonElement> all = await Pages.ReadAsync(Host, $"/v1/documents?top=500&{query}", "documents");

        IEnumerable<string> found = all.Select(head => head.Text("documentId")).Intersect(shared.All);
        Assert.Contains($"_{name}_", Assert.Single(found), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task List_ByATagNobodyHas_IsEmpty()
    {
        JsonElement list = await ListAsync($"tag={Host.Prefix}-nobody");

        Assert.Empty(list.Items("documents"));
        Assert.False(list.Has("continuation"));
    }

    [ContractFact]
    public async Task List_Paged_HasEveryDocumentOnceById()
    {
        string source = $"{Host.Prefix}-paged";
        string[] ids = [.. Enumerable.Range(0, 5).Select(_ => Host.NewId("paged"))];
        await Task.WhenAll(ids.Select(id => Host.PutAsync(id, id, "text/plain", $"source={source}")));

        List<JsonElement> paged = await Pages.ReadAsync(Host, $"/v1/documents?top=2&source={source}", "documents");

        Assert.Equal(
            ids.Order(StringComparer.Ordinal), paged.Select(head => head.Text("documentId")));
    }

    [ContractFact]
    public async Task List_PagedWhileDocumentsCome_KeepsToTheFirstPagesView()
    {
        string source = $"{Host.Prefix}-view";
        string[] ids = [.. Enumerable.Range(0, 3).Select(_ => Host.NewId("view"))];
        await Task.WhenAll(ids.Select(id => Host.PutAsync(id, id, "text/plain", $"source={source}")));
        JsonElement first = await ListAsync($"top=1&source={source}");

        await Host.PutAsync(Host.NewId("view_later"), "later", "text/plain", $"source={source}");
        JsonElement rest = await ListAsync(
            $"top=10&source={source}&continuation={Uri.EscapeDataString(first.Text("continuation"))}");

        Assert.Equal(ids.Order(StringComparer.Ordinal), Ids(first).Concat(Ids(rest)));
    }

    [ContractTheory]
    [InlineData("top", "0")]
    [InlineData("top", "501")]
    [InlineData("top", "-1")]
    [InlineData("top", "many")]
    [InlineData("continuation", "made-up")]
    [InlineData("continuation", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task List_InvalidParameter_Is400AndNamesIt(string field, string value)
    {
        Reply reply = await Host.GetAsync($"/v1/documents?{field}={value}");

        reply.ExpectInvalid(field);
    }

    [ContractFact]
    public async Task List_ContinuationOfAnotherQuestion_Is400()
    {
        SharedDocuments shared = await Host.SharedAsync();
        JsonElement page = await ListAsync("top=1");
        string continuation = Uri.EscapeDataString(page.Text("continuation"));

        Reply otherFilter = await Host.GetAsync($"/v1/documents?language=ja&continuation={continuation}");
        Reply otherRoute = await Host.GetAsync($"/v1/documents/{shared.Guide}/chunks?continuation={continuation}");

        otherFilter.ExpectInvalid("continuation");
        otherRoute.ExpectInvalid("continuation");
    }

    private async Task<JsonElement> ListAsync(string query) =>
        (await Host.GetAsync($"/v1/documents?{query}")).Expect(HttpStatusCode.OK).Json();

    private static IEnumerable<string> Ids(JsonElement list) =>
        list.Items("documents").Select(head => head.Text("documentId"));
}

[Collection(HostNames.InProcess)]
public sealed class ListInProcess(InProcessHost host, ITestOutputHelper output) : ListContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class ListOnKestrel(KestrelHost host, ITestOutputHelper output) : ListContract(host, output);

[Collection(HostNames.Remote)]
public sealed class ListRemotely(RemoteHost host, ITestOutputHelper output) : ListContract(host, output);
