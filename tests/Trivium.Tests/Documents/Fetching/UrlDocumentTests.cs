using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Documents.Fetching;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Documents.Fetching;

/// <summary>Documents given by URL, fetched from a real server.</summary>
public sealed class UrlDocumentTests(FetchServer server) : IClassFixture<FetchServer>, IAsyncLifetime
{
    private const string Envelope = "application/vnd.trivium.document+json";

    private readonly TestStore _store = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await StartAsync(null);

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Put_Url_IsFetchedAndSaysWhereFrom()
    {
        ExpressResponse response = await PutAsync("page", server.Url("/moved"));
        await _app.EndAsync(response.Json().GetProperty("id").GetString()!);

        JsonElement document = (await _app.SendAsync("GET", "/v1/documents/page")).Json();
        Assert.Equal("Fetched", document.GetProperty("title").GetString());
        Assert.Equal("text/markdown", document.GetProperty("contentType").GetString()!.Split(';')[0]);
        Assert.Equal(server.Url("/moved"), document.GetProperty("source").GetString());
        JsonElement origin = document.GetProperty("origin");
        Assert.Equal(server.Url("/moved"), origin.GetProperty("url").GetString());
        Assert.Equal(server.Url("/page.md"), origin.GetProperty("finalUrl").GetString());
        Assert.Equal("\"v1\"", origin.GetProperty("eTag").GetString());
    }

    [Fact]
    public async Task Put_UrlThatHasNotChanged_IsUnchanged()
    {
        ExpressResponse first = await PutAsync("page", server.Url("/page.md"));
        await _app.EndAsync(first.Json().GetProperty("id").GetString()!);

        ExpressResponse second = await PutAsync("page", server.Url("/page.md"));

        Assert.Equal(200, second.Status);
        Assert.True(second.Json().GetProperty("unchanged").GetBoolean());
        Assert.Equal(first.Json().GetProperty("id").GetString(), second.Json().GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("/status/404", 400, "answered 404")]
    [InlineData("/status/500", 503, "answered 500")]
    [InlineData("/status/429", 503, "answered 429")]
    [InlineData("/binary", 415, "application/x-thing")]
    [InlineData("/loop", 400, "redirects")]
    [InlineData("/to?where=http://169.254.169.254/latest/meta-data/", 400, "metadata service")]
    [InlineData("/to?where=//10.0.0.1/x", 400, "a private network")]
    [InlineData("/to?where=file:///etc/passwd", 400, "not http or https")]
    [InlineData("/endless.txt", 413, "larger than 100000 bytes")]
    [InlineData("/bomb.txt", 413, "larger than 100000 bytes")]
    [InlineData("/cut.txt", 503, "broke off")]
    public async Task Put_UrlThatCannotBeFetched_SaysWhyAndLeavesNothing(string path, int status, string reason)
    {
        ExpressResponse response = await PutAsync("bad", server.Url(path));

        Assert.True(response.Status == status, response.ToString());
        Assert.Contains(reason, response.Json().GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await _app.CountDocumentItemsAsync());
        Assert.Equal(0, await _app.Database.Catalog.CountAsync("c.kind = 'head' OR c.kind = 'source'"));
    }

    [Fact]
    public async Task Put_UrlThatNeverAnswers_EndsWithItsTime()
    {
        Task<ExpressResponse> response = PutAsync("slow", server.Url("/slow"));
        while (!response.IsCompleted)
        {
            _store.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        Assert.Equal(503, (await response).Status);
        Assert.Contains("within 30 seconds", (await response).Json().GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("93.184.216.34,10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("127.0.0.1")]
    public async Task Put_PublicNameOfAPrivateAddress_IsRefusedBeforeItIsAsked(string addresses)
    {
        await using TestApp app = await StartAsync(new ScriptedResolver(addresses.Split(',')), "rebinding.db");

        ExpressResponse response = await PutAsync("rebound", "http://rebinding.example.com/", app);

        Assert.Equal(400, response.Status);
        Assert.Contains("of 'rebinding.example.com' is ", response.Json().GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_NameThatSaysSomethingElseTheSecondTime_IsAskedOnce()
    {
        var resolver = new ScriptedResolver(["127.0.0.1"], ["10.0.0.1"]);
        await using TestApp app = await StartAsync(resolver, "once.db");

        ExpressResponse response = await PutAsync("once", $"http://allowed.example.com:{server.Port}/moved", app);

        Assert.Equal(202, response.Status);
        Assert.Equal(1, resolver.Asked);
    }

    [Fact]
    public async Task Put_UrlBesideContent_IsRefused()
    {
        ExpressResponse response = await _app.SendAsync(
            "PUT",
            "/v1/documents/both",
            """{"url": "https://example.com/a.md", "content": "x", "contentType": "text/plain"}""",
            ("Content-Type", Envelope));

        Assert.Equal(400, response.Status);
        Assert.Contains("only one", response.Json().GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_UrlTwiceWithOneKey_IsOneDocument()
    {
        ExpressResponse first = await PostAsync();
        ExpressResponse second = await PostAsync();

        Assert.Equal(first.Json().GetProperty("id").GetString(), second.Json().GetProperty("id").GetString());
        Assert.Equal(1, await _app.Database.Catalog.CountAsync("c.kind = 'head'"));

        Task<ExpressResponse> PostAsync() => _app.SendAsync(
            "POST",
            "/v1/documents",
            $$"""{"url": "{{server.Url("/page.md")}}"}""",
            ("Content-Type", Envelope),
            ("Idempotency-Key", "k"));
    }

    private Task<ExpressResponse> PutAsync(string id, string url, TestApp? app = null) => (app ?? _app).SendAsync(
        "PUT", $"/v1/documents/{id}", JsonSerializer.Serialize(new { url }), ("Content-Type", Envelope));

    private Task<TestApp> StartAsync(IAddressResolver? resolver, string engine = "orchestrations.db") => _store.StartAsync(
        configure: options =>
        {
            options.BodySizeBytesMax = 100_000;
            options.AllowedUrlTargets.Add($"127.0.0.1:{server.Port}");
            options.AllowedUrlTargets.Add($"allowed.example.com:{server.Port}");
        },
        services: services =>
        {
            if (resolver is not null) services.AddSingleton(resolver);
        },
        engine: engine);
}
