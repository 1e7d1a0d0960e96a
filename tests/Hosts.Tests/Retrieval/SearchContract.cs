using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Discovery;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;
using Xunit.Abstractions;

namespace Trivium.Hosts.Tests.Retrieval;

/// <summary>Search by meaning, by words and by both.</summary>
public abstract class SearchContract(ContractHost host, ITestOutputHelper output) : HostContract(host, output)
{
    [ContractTheory]
    [InlineData("hybrid")]
    [InlineData("vector")]
    [InlineData("text")]
    [InlineData(null)]
    public async Task Search_InEveryMode_FindsThePassage(string? mode)
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement answer = await SearchAsync(
            new { query = "prune apple trees in winter", mode, filter = All(shared) });

        JsonElement hit = answer.Items("hits")[0];
        Assert.Equal(shared.Guide, hit.Text("documentId"));
        Assert.Contains("Prune apple trees", hit.Text("text"), StringComparison.Ordinal);
        Assert.Equal(["Orchard", "Pruning"], hit.Texts("headings"));
        Assert.Equal("Orchard guide", hit.Text("title"));
        Assert.Equal(SharedDocuments.SourceOf(Host, "guide"), hit.Text("source"));
        Assert.NotEqual("", hit.Text("chunkId"));
        JsonElement chunks = (await Host.GetAsync($"/v1/documents/{shared.Guide}/chunks")).Json();
        Assert.Equal(hit.Text("text"), chunks.Items("chunks")[hit.Int("chunkIndex")].Text("text"));
        Assert.True(answer.At("requestUnits").GetDouble() > 0);
        Assert.True(answer.Int("tookMs") >= 0);
    }

    [ContractTheory]
    [InlineData("図書館", "text")]
    [InlineData("本や資料", "text")]
    [InlineData("図書館の施設", "hybrid")]
    [InlineData("図書館の施設", "vector")]
    [InlineData("東京の図書館はどこ", "hybrid")]
    public async Task Search_InJapanese_FindsTheJapanesePassage(string query, string mode)
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement answer = await SearchAsync(new { query, mode, filter = All(shared) });

        Assert.Equal(shared.Nihongo, answer.Items("hits")[0].Text("documentId"));
    }

    [ContractFact]
    public async Task Search_ByWords_HighlightsThemInTheText()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement answer = await SearchAsync(new { query = "brown fox", mode = "text", filter = All(shared) });

        JsonElement hit = Assert.Single(answer.Items("hits"));
        string text = hit.Text("text");
        IEnumerable<string> marked = hit.Items("highlights")
            .Select(pair => text.Substring(pair[0].GetInt32(), pair[1].GetInt32()));
        Assert.Equal(["brown", "fox"], marked.SelectMany(word => word.Split(' ')));
    }

    [ContractFact]
    public async Task Search_Phrase_FindsOnlyTextsThatHaveIt()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement whole = await SearchAsync(new { query = "\"quick brown\"", mode = "text", filter = All(shared) });
        JsonElement turned = await SearchAsync(new { query = "\"brown quick\"", mode = "text", filter = All(shared) });

        Assert.Equal(shared.Note, Assert.Single(whole.Items("hits")).Text("documentId"));
        Assert.Empty(turned.Items("hits"));
    }

    [ContractFact]
    public async Task Search_WordNobodyHas_FindsNothingByWords()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement answer = await SearchAsync(new { query = "xylophonist", mode = "text", filter = All(shared) });

        Assert.Empty(answer.Items("hits"));
    }

    [ContractTheory]
    [InlineData("tags", "note")]
    [InlineData("source", "guide")]
    [InlineData("language", "nihongo")]
    [InlineData("contentType", "sales")]
    public async Task Search_Filtered_FindsOfTheSharedDocumentsOnlyThatOne(string filter, string name)
    {
        SharedDocuments shared = await Host.SharedAsync();
        var conditions = new Dictionary<string, object>
        {
            ["documentIds"] = shared.All,
            [filter] = filter switch
            {
                "tags" => new[] { $"{Host.Prefix}-nobody", SharedDocuments.TagOf(Host) },
                "source" => SharedDocuments.SourceOf(Host, "guide"),
                "language" => "ja-JP",
                _ => "TEXT/CSV",
            },
        };

        JsonElement answer = await SearchAsync(new { query = "orchard", mode = "vector", filter = conditions });

        IEnumerable<string> found = answer.Items("hits").Select(hit => hit.Text("documentId")).Distinct();
        Assert.Contains($"_{name}_", Assert.Single(found), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Search_ByTime_FindsOnlyDocumentsAcceptedInIt()
    {
        SharedDocuments shared = await Host.SharedAsync();
        JsonElement document = (await Host.GetAsync($"/v1/documents/{shared.Note}")).Json();
        DateTimeOffset accepted = document.At("updatedAt").GetDateTimeOffset();
        string[] documentIds = [shared.Note];

        JsonElement since = await SearchAsync(new { query = "fox", filter = new { documentIds, from = accepted } });
        JsonElement after = await SearchAsync(
            new { query = "fox", filter = new { documentIds, from = accepted.AddSeconds(1) } });
        JsonElement until = await SearchAsync(new { query = "fox", filter = new { documentIds, to = accepted } });

        Assert.Single(since.Items("hits"));
        Assert.Empty(after.Items("hits"));
        Assert.Empty(until.Items("hits"));
    }

    [ContractFact]
    public async Task Search_SkipAndTop_CutTheSameRanking()
    {
        SharedDocuments shared = await Host.SharedAsync();
        JsonElement whole = await SearchAsync(new { query = "orchard apple", filter = All(shared), top = 4 });

        JsonElement second = await SearchAsync(
            new { query = "orchard apple", filter = All(shared), top = 2, skip = 2 });

        Assert.Equal(4, whole.Items("hits").Length);
        Assert.Equal(
            whole.Items("hits")[2..].Select(hit => hit.Text("chunkId") + hit.Text("documentId")),
            second.Items("hits").Select(hit => hit.Text("chunkId") + hit.Text("documentId")));
        double[] scores = [.. whole.Items("hits").Select(hit => hit.At("score").GetDouble())];
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [ContractFact]
    public async Task Search_WithItsSnapshot_GoesOnAndWithAnotherOneIsRefused()
    {
        SharedDocuments shared = await Host.SharedAsync();
        JsonElement whole = await SearchAsync(new { query = "orchard apple", filter = All(shared), top = 4 });
        JsonElement first = await SearchAsync(new { query = "orchard apple", filter = All(shared), top = 2 });
        string snapshot = first.Text("snapshot");

        JsonElement second = await SearchAsync(
            new { query = "orchard apple", filter = All(shared), top = 2, skip = 2, snapshot });
        Reply other = await Host.PostJsonAsync("/v1/search", new { query = "orchard", filter = All(shared), snapshot });

        Assert.Equal(
            whole.Items("hits")[2..].Select(hit => hit.Text("chunkId")), second.Items("hits").Select(hit => hit.Text("chunkId")));
        other.ExpectInvalid("snapshot");
    }

    [ContractFact]
    public async Task Search_MaxPerDocumentAndContext_ShowOneHitOfEachWithItsNeighbours()
    {
        SharedDocuments shared = await Host.SharedAsync();

        JsonElement answer = await SearchAsync(
            new { query = "prune apple trees in winter", filter = All(shared), maxPerDocument = 1, context = 1 });

        string[] documents = [.. answer.Items("hits").Select(hit => hit.Text("documentId"))];
        Assert.Equal(documents.Distinct(), documents);
        JsonElement hit = answer.Items("hits")[0];
        JsonElement chunks = (await Host.GetAsync($"/v1/documents/{shared.Guide}/chunks")).Json();
        JsonElement[] beside = hit.Items("context");
        Assert.NotEmpty(beside);
        foreach (JsonElement neighbour in beside)
        {
            Assert.Equal(1, Math.Abs(neighbour.Int("chunkIndex") - hit.Int("chunkIndex")));
            Assert.Equal(
                neighbour.Text("text"), chunks.Items("chunks")[neighbour.Int("chunkIndex")].Text("text"));
        }
    }

    private static object All(SharedDocuments shared) => new { documentIds = shared.All };

    private async Task<JsonElement> SearchAsync(object request) =>
        (await Host.PostJsonAsync("/v1/search", request)).Expect(HttpStatusCode.OK).Json();
}

[Collection(HostNames.InProcess)]
public sealed class SearchInProcess(InProcessHost host, ITestOutputHelper output) : SearchContract(host, output);

[Collection(HostNames.Kestrel)]
public sealed class SearchOnKestrel(KestrelHost host, ITestOutputHelper output) : SearchContract(host, output);

[Collection(HostNames.Remote)]
public sealed class SearchRemotely(RemoteHost host, ITestOutputHelper output) : SearchContract(host, output);
