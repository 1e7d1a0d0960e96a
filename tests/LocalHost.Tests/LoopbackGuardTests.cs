using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Trivium.LocalHost.Hosting;

namespace Trivium.LocalHost.Tests;

/// <summary>What a page in a browser on this machine can do to the host, and what settings do to it.</summary>
public sealed class LoopbackGuardTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new();
    private LocalApp _app = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await LocalApp.StartAsync(Options(), CancellationToken.None);
        _client = new() { BaseAddress = new Uri(_app.Url) };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _data.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.1", null, null, HttpStatusCode.OK)]
    [InlineData("localhost", null, null, HttpStatusCode.OK)]
    [InlineData("[::1]", null, null, HttpStatusCode.OK)]
    [InlineData("127.0.0.1", "self", "same-origin", HttpStatusCode.OK)]
    [InlineData("evil.example", null, null, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.nip.io", null, null, HttpStatusCode.Forbidden)]
    [InlineData("localhost", "https://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("localhost", "null", null, HttpStatusCode.Forbidden)]
    [InlineData("localhost", "http://localhost:1", null, HttpStatusCode.Forbidden)]
    [InlineData("localhost", null, "cross-site", HttpStatusCode.Forbidden)]
    public async Task Post_FromAPage_IsTakenFromItsOwnPagesOnly(string host, string? origin, string? site, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sql")
        {
            Content = new StringContent("""{"query":"SELECT documentId FROM documents"}""", null, "application/json"),
        };
        request.Headers.Host = $"{host}:{_client.BaseAddress!.Port}";
        if (origin is not null)
            request.Headers.Add("Origin", origin == "self" ? $"http://{host}:{_client.BaseAddress.Port}" : origin);
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);

        using HttpResponseMessage response = await _client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        JsonElement body = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        if (status == HttpStatusCode.Forbidden) Assert.Equal("forbidden", body.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("Trivium:BodySizeBytesMax", "-5", "BodySizeBytesMax is -5")]
    [InlineData("Trivium:BodySizeBytesMax", "many", "BodySizeBytesMax")]
    [InlineData("Trivium:AllowedUrlTargets:0", "a b", "AllowedUrlTargets has 'a b'")]
    [InlineData("Trivium:Colour", "red", "Trivium__Colour is not a setting")]
    public async Task Start_SettingsThatAreNotFit_SaysAllThatIsWrong(string name, string value, string said)
    {
        using var data = new TemporaryDirectory();
        LocalHostOptions options = Options() with
        {
            Data = data.Path,
            Configuration = new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { [name] = value }).Build(),
        };

        StartupException failure = await Assert.ThrowsAsync<StartupException>(
            () => LocalApp.StartAsync(options, CancellationToken.None));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    private LocalHostOptions Options() => new()
    {
        Port = 0,
        Data = _data.Path,
        Seeds = false,
        Durability = HostDurability.Process,
        Configuration = new ConfigurationBuilder().Build(),
    };
}
