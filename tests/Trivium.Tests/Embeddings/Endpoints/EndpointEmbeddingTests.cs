using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Trivium.Embeddings.Endpoints;
using Trivium.Errors;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Embeddings.Endpoints;

/// <summary>Embeddings over the wire, from a real server with real faults.</summary>
public sealed class EndpointEmbeddingTests : IAsyncLifetime
{
    private readonly PassingTime _time = new();
    private EmbeddingServer _server = null!;

    public async Task InitializeAsync() => _server = await EmbeddingServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Generate_ManyTexts_GoInBatchesAndComeBackInOrderWithTheirTokens()
    {
        string[] texts = [.. Enumerable.Range(0, 25).Select(i => $"text {i} 日本")];

        GeneratedEmbeddings<Embedding<float>> answer = await GenerateAsync(texts, endpoint => endpoint.BatchInputs = 10);

        Assert.Equal(3, _server.Requests.Count);
        Assert.Equal(texts.Select(EmbeddingServer.VectorOf), answer.Select(embedding => embedding.Vector.ToArray()));
        Assert.Equal(texts.Sum(text => text.Length), answer.Usage!.TotalTokenCount);
    }

    [Fact]
    public async Task Generate_LongTexts_KeepToTheTokensOfABatch()
    {
        await GenerateAsync(
            ["four words are here", "and then four more", "one", string.Concat(Enumerable.Repeat("very long ", 20))],
            endpoint => endpoint.BatchTokens = 6);

        Assert.Equal([1, 2, 1], _server.Requests.Select(request => request.GetProperty("input").GetArrayLength()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Generate_Dimensions_AreAskedForOnlyWhereTheModelCan(bool send)
    {
        await GenerateAsync(["x"], endpoint => endpoint.SendDimensions = send);

        Assert.Equal(send, Assert.Single(_server.Requests).TryGetProperty("dimensions", out _));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Generate_AFaultThatPasses_IsAskedAgain(int status)
    {
        _server.Faults.Enqueue(EmbeddingServer.Status(status));
        _server.Faults.Enqueue(EmbeddingServer.Status(status));

        Assert.Single(await GenerateAsync(["x"]));
        Assert.Equal(3, _server.Requests.Count);
    }

    [Theory]
    [InlineData(429, ErrorCode.RateLimited, "answered 429")]
    [InlineData(500, ErrorCode.Unavailable, "answered 500")]
    [InlineData(401, ErrorCode.Internal, "refused the key (401)")]
    [InlineData(403, ErrorCode.Internal, "refused the key (403)")]
    [InlineData(404, ErrorCode.Internal, "no such model or path (404)")]
    [InlineData(400, ErrorCode.Internal, "refused the texts (400)")]
    public async Task Generate_AFaultThatStays_SaysWhatItIsAndWhetherItPasses(int status, ErrorCode code, string said)
    {
        for (int i = 0; i < 10; i++) _server.Faults.Enqueue(EmbeddingServer.Status(status));

        TriviumException fault = await Assert.ThrowsAsync<TriviumException>(() => GenerateAsync(["x"]));

        Assert.Equal(code, fault.Code);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        Assert.Equal(code != ErrorCode.Internal, _time.Passed > TimeSpan.Zero);
    }

    [Fact]
    public async Task Generate_NothingLeftOfTheLimit_WaitsUntilItIsReset()
    {
        var time = new TestTime();
        using EndpointEmbeddingGenerator generator = Generator(time: time);
        _server.Headers["x-ratelimit-remaining-requests"] = "0";
        _server.Headers["x-ratelimit-reset-requests"] = "12s";
        await generator.GenerateAsync(["first"]);

        Task<GeneratedEmbeddings<Embedding<float>>> second = generator.GenerateAsync(["second"]);

        Assert.Single(_server.Requests);
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(12));
        await second;
        Assert.Equal(2, _server.Requests.Count);
    }

    public static TheoryData<string, float[][], string> WrongVectors => new()
    {
        { "too few", [], "gave 0 vectors for 1 texts" },
        { "too many", [new float[8], new float[8]], "gave 2 vectors for 1 texts" },
        { "too short", [[1, 2, 3]], "a vector of 3 dimensions, not 8" },
        { "zeros", [new float[8]], "without a direction" },
        { "no number", [[1, float.NaN, 3, 4, 5, 6, 7, 8]], "without a direction" },
    };

    [Theory]
    [MemberData(nameof(WrongVectors))]
    public async Task Generate_WrongVectors_AreAFaultThatDoesNotPass(string what, float[][] vectors, string said)
    {
        _server.Faults.Enqueue(EmbeddingServer.Vectors(vectors));

        TriviumException fault = await Assert.ThrowsAsync<TriviumException>(() => GenerateAsync(["x"]));

        Assert.True(fault.Code == ErrorCode.Internal, what);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_AnswerThatIsNoJson_MayPass()
    {
        for (int i = 0; i < 10; i++) _server.Faults.Enqueue(context => context.Response.WriteAsync("<html>gateway</html>"));

        TriviumException fault = await Assert.ThrowsAsync<TriviumException>(() => GenerateAsync(["x"]));

        Assert.Equal(ErrorCode.Unavailable, fault.Code);
    }

    [Fact]
    public async Task Generate_Cancelled_IsCancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Generator().GenerateAsync(["x"], cancellationToken: new(canceled: true)));

    [Fact]
    public async Task Ingest_WithAnEndpoint_CountsItsTokensAndFindsByItsVectors()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync(configure: Use);

        JsonElement ingestion = await app.PutAsync("a", "# Cats\n\nAbout cats.");
        ExpressResponse found = await app.SendAsync(
            "POST", "/v1/search", """{"query": "cats", "mode": "vector"}""", ("Content-Type", "application/json"));

        Assert.True(ingestion.GetProperty("receipt").GetProperty("embeddingTokens").GetInt64() > 0);
        Assert.Equal("a", Assert.Single(found.Json().GetProperty("hits").EnumerateArray()).GetProperty("documentId").GetString());
    }

    [Fact]
    public async Task Ingest_WithAnEndpointOfOtherDimensions_FailsAndSaysSo()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync(configure: options =>
        {
            Use(options);
            options.Embeddings.Dimensions = 16;
        });

        JsonElement ingestion = await app.PutAsync("a", "# Cats\n\nAbout cats.");

        Assert.Equal("Failed", ingestion.GetProperty("status").GetString());
        JsonElement error = ingestion.GetProperty("error");
        Assert.Equal("embed", error.GetProperty("stage").GetString());
        Assert.Contains("8 dimensions, not 16", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_HalfAnEndpoint_NamesEveryFault()
    {
        var options = new TriviumOptions { Embeddings = { Endpoint = "nowhere", BatchInputs = 0 } };

        IReadOnlyList<string> faults = options.Validate();

        Assert.Equal(4, faults.Count);
        Assert.All(faults, fault => Assert.StartsWith("Embeddings__", fault, StringComparison.Ordinal));
    }

    private void Use(TriviumOptions options)
    {
        options.Embeddings.Endpoint = _server.Url;
        options.Embeddings.Model = "m";
        options.Embeddings.Key = "secret";
        options.Embeddings.Dimensions = EmbeddingServer.Dimensions;
    }

    private EndpointEmbeddingGenerator Generator(Action<EmbeddingEndpoint>? configure = null, TimeProvider? time = null)
    {
        var options = new TriviumOptions();
        Use(options);
        configure?.Invoke(options.Embeddings);
        return new(options.Embeddings, time ?? _time);
    }

    private Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        string[] texts, Action<EmbeddingEndpoint>? configure = null) => Generator(configure).GenerateAsync(texts);
}
