using Trivium.Errors;
using Trivium.Search;

namespace Trivium.Tests.Search;

public sealed class SearchesTests(SearchesFixture fixture) : IClassFixture<SearchesFixture>
{
    [Fact]
    public async Task AnswerAsync_Text_HitsHaveATermOfTheQuery()
    {
        SearchResponse answer = await SearchAsync(new() { Query = "cold start latency", Mode = SearchMode.Text });

        Assert.Equal(["functions 0", "billing 1"], Places(answer));
        Assert.Equal([1, 60.0 / 61], answer.Hits.Select(hit => hit.Score));
        Assert.True(answer.RequestUnits > 0);
    }

    [Fact]
    public async Task AnswerAsync_Hit_SaysWhereItIsFrom()
    {
        SearchHit hit = (await SearchAsync(new() { Query = "latency", Mode = SearchMode.Text })).Hits[0];

        Assert.Equal(("functions", "functions-0", 0, 1L), (hit.DocumentId, hit.ChunkId, hit.ChunkIndex, hit.Generation));
        Assert.Equal(("Functions", "functions.md"), (hit.Title, hit.Source));
        Assert.Equal(["Guide", "Cold starts"], hit.Headings);
        Assert.Equal(["latency"], hit.Highlights.Select(place => hit.Text.Substring(place[0], place[1])));
    }

    [Theory]
    [InlineData("課金の仕組み", "kakin 0")]
    [InlineData("ｶｷﾝではなく課金", "kakin 0")]
    [InlineData("コールドスタート", "kakin 1")]
    [InlineData("こーるど", "kakin 1")]
    [InlineData("起", "kakin 1")]
    [InlineData("課", "kakin 0")]
    public async Task AnswerAsync_TextInJapanese_FindsByPairs(string query, string first)
    {
        Assert.Equal(first, Places(await SearchAsync(new() { Query = query, Mode = SearchMode.Text }))[0]);
    }

    [Theory]
    [InlineData("billing per execution", "billing 0")]
    [InlineData("関数の課金モデル", "kakin 0")]
    public async Task AnswerAsync_Vector_RanksBySimilarity(string query, string first)
    {
        SearchResponse answer = await SearchAsync(new() { Query = query, Mode = SearchMode.Vector });

        Assert.Equal(first, Places(answer)[0]);
        Assert.Equal(answer.Hits.Select(hit => hit.Score).OrderDescending(), answer.Hits.Select(hit => hit.Score));
        Assert.InRange(answer.Hits[0].Score, 0.1, 1.0001);
    }

    [Theory]
    [InlineData("cold start latency", "functions 0")]
    [InlineData("課金の仕組み", "kakin 0")]
    public async Task AnswerAsync_Hybrid_BeginsWithWhatBothFind(string query, string first)
    {
        Assert.Equal(first, Places(await SearchAsync(new() { Query = query }))[0]);
    }

    [Fact]
    public async Task AnswerAsync_OwnVector_IsComparedInsteadOfTheQuery()
    {
        float[] vector = (await RetrievalFixture.Embedder.GenerateAsync(["Functions bill per execution."]))[0].Vector.ToArray();

        SearchResponse answer = await SearchAsync(new() { Mode = SearchMode.Vector, Vector = vector, Top = 1 });

        Assert.Equal(["billing 0"], Places(answer));
    }

    [Fact]
    public async Task AnswerAsync_VectorOfOtherDimensions_SaysBoth()
    {
        var fault = await Assert.ThrowsAsync<TriviumException>(
            () => SearchAsync(new() { Mode = SearchMode.Vector, Vector = [1, 2] }));

        Assert.Equal("'vector' has 2 dimensions, but the vectors of trivium/trivium-ngram-2 have 1024; "
            + "make it with the same model, or send 'query' alone.", fault.Message);
    }

    [Fact]
    public async Task AnswerAsync_NothingButPunctuation_FindsNoTextButAsksTheVectors()
    {
        Assert.Empty((await SearchAsync(new() { Query = "?!", Mode = SearchMode.Text })).Hits);
        Assert.NotEmpty((await SearchAsync(new() { Query = "?!", Mode = SearchMode.Hybrid })).Hits);
    }

    [Theory]
    [InlineData(SearchMode.Text)]
    [InlineData(SearchMode.Vector)]
    [InlineData(SearchMode.Hybrid)]
    public async Task AnswerAsync_HiddenFutureAndForeignChunks_AreNeverHits(SearchMode mode)
    {
        SearchResponse answer = await SearchAsync(new() { Query = "secret cold start", Mode = mode, Top = 200 });

        Assert.NotEmpty(answer.Hits);
        Assert.DoesNotContain(answer.Hits, hit => hit.Text.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task AnswerAsync_SkipAndTop_ContinueTheSameRanking()
    {
        SearchRequest request = new() { Query = "functions cold start billing", Mode = SearchMode.Hybrid };
        SearchResponse all = await SearchAsync(request);

        List<SearchHit> pages = [];
        for (var skip = 0; skip < all.Hits.Count; skip++)
            pages.AddRange((await SearchAsync(request with { Skip = skip, Top = 1 })).Hits);

        Assert.Equal(
            all.Hits.Select(hit => (hit.DocumentId, hit.ChunkId, hit.Score)),
            pages.Select(hit => (hit.DocumentId, hit.ChunkId, hit.Score)));
    }

    [Fact]
    public async Task AnswerAsync_Phrase_IsCheckedOnTheText()
    {
        var words = await SearchAsync(new() { Query = "start cold", Mode = SearchMode.Text });
        var phrase = await SearchAsync(new() { Query = "\"start cold\"", Mode = SearchMode.Text });
        var japanese = await SearchAsync(new() { Query = "\"関数の起動\"", Mode = SearchMode.Hybrid });

        Assert.Equal(["billing 1", "functions 0"], Places(words).Order());
        Assert.Equal(["billing 1"], Places(phrase));
        Assert.Equal(["kakin 1"], Places(japanese));
    }

    [Fact]
    public async Task AnswerAsync_EqualSimilarities_AreOrderedByPlace()
    {
        SearchResponse answer = await SearchAsync(new() { Query = "twin passage", Mode = SearchMode.Vector, Top = 3, Collapse = false });

        Assert.Equal(["twin-a 0", "twin-a 1", "twin-b 0"], Places(answer));
    }

    [Theory]
    [InlineData(SearchMode.Text)]
    [InlineData(SearchMode.Vector)]
    [InlineData(SearchMode.Hybrid)]
    public async Task AnswerAsync_ChunksThatSayTheSame_AreOneHitThatNamesThem(SearchMode mode)
    {
        SearchResponse answer = await SearchAsync(new() { Query = "twin passage", Mode = mode });

        SearchHit hit = Assert.Single(answer.Hits, hit => hit.Text == "A twin passage.");
        Assert.Equal(2, hit.Duplicates!.Count);
        Assert.Equal(
            ["twin-a 0", "twin-a 1", "twin-b 0"],
            hit.Duplicates.Select(same => $"{same.DocumentId} {same.ChunkIndex}")
                .Append($"{hit.DocumentId} {hit.ChunkIndex}").Order(StringComparer.Ordinal));
        Assert.All(answer.Hits.Where(other => other != hit), other => Assert.Null(other.Duplicates));
    }

    [Fact]
    public async Task AnswerAsync_FewerWantedThanRepeats_StillFindsTheNextText()
    {
        SearchResponse answer = await SearchAsync(
            new() { Query = "twin passage", Mode = SearchMode.Vector, Top = 1, Skip = 1 });

        Assert.DoesNotContain("twin", Assert.Single(answer.Hits).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "billing|functions|kakin|twin-a|twin-b")]
    [InlineData(2, "billing|billing|functions|functions|kakin|kakin|twin-a|twin-a|twin-b")]
    public async Task AnswerAsync_MaxPerDocument_LeavesOutTheOthers(int max, string documents)
    {
        SearchResponse answer = await SearchAsync(
            new() { Query = "functions", Mode = SearchMode.Vector, MaxPerDocument = max, Collapse = false });

        Assert.Equal(documents, string.Join('|', answer.Hits.Select(hit => hit.DocumentId).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task AnswerAsync_Context_HasTheChunksBesideOfTheSameGeneration()
    {
        SearchResponse answer = await SearchAsync(new() { Query = "latency", Mode = SearchMode.Text, Context = 2 });

        SearchNeighbour neighbour = Assert.Single(answer.Hits[0].Context!);
        Assert.Equal(
            ("functions-1", 1, "Functions scale out with the number of events."),
            (neighbour.ChunkId, neighbour.ChunkIndex, neighbour.Text));
        Assert.Null((await SearchAsync(new() { Query = "latency" })).Hits[0].Context);
    }

    public static TheoryData<string, string> Filters() => new()
    {
        { "tags", "functions 0|functions 1" },
        { "language", "kakin 0|kakin 1" },
        { "source", "functions 0|functions 1" },
        { "contentType", "billing 0|billing 1" },
        { "documentIds", "functions 0|functions 1" },
        { "two documentIds", "billing 0|billing 1|functions 0|functions 1" },
        { "from", "kakin 0|kakin 1" },
        { "to", "functions 0|functions 1|twin-a 0|twin-a 1|twin-b 0" },
        { "hostile", "" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task AnswerAsync_Filter_LeavesOutTheOthers(string which, string places)
    {
        SearchFilter filter = which switch
        {
            "tags" => new() { Tags = ["nothing", "guide"] },
            "language" => new() { Language = "ja-JP" },
            "source" => new() { Source = "functions.md" },
            "contentType" => new() { ContentType = "text/HTML" },
            "documentIds" => new() { DocumentIds = ["functions"] },
            "two documentIds" => new() { DocumentIds = ["functions", "billing"] },
            "from" => new() { From = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero) },
            "to" => new() { To = new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero) },
            _ => new() { Source = "x' OR 'a' = 'a" },
        };

        foreach (SearchMode mode in Enum.GetValues<SearchMode>())
        {
            const string query = "cold start 課金 コールドスタート billing twin functions";
            SearchResponse answer = await SearchAsync(new() { Query = query, Mode = mode, Filter = filter, Collapse = false });
            Assert.Equal(places, string.Join('|', Places(answer).Order(StringComparer.Ordinal)));
        }
    }

    private Task<SearchResponse> SearchAsync(SearchRequest request) =>
        fixture.Retrieval.Get<Searches>().AnswerAsync(RetrievalFixture.Tenant, request, default);

    private static string[] Places(SearchResponse answer) =>
        [.. answer.Hits.Select(hit => $"{hit.DocumentId} {hit.ChunkIndex}")];
}
