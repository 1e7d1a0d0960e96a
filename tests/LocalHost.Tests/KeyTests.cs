using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Trivium.LocalHost.Hosting;

namespace Trivium.LocalHost.Tests;

/// <summary>The local host where callers need a key, and where it may listen then.</summary>
public sealed class KeyTests : IDisposable
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryDirectory _data = new();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public async Task Start_BeyondThisMachineWithoutKeys_IsRefused(string host)
    {
        StartupException failure = await Assert.ThrowsAsync<StartupException>(
            () => StartAsync(Options() with { Host = host }));

        Assert.StartsWith($"Without keys everyone who reaches {host} is", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("")]
    public async Task Start_OnWhatIsNoAddress_SaysWhatIs(string host)
    {
        StartupException failure = await Assert.ThrowsAsync<StartupException>(
            () => StartAsync(Options() with { Host = host, Key = Key }));

        Assert.StartsWith("--host takes an address of this machine", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnEveryAddressWithAKey_AsksForItWhateverTheHostIsCalled()
    {
        await using LocalApp app = await StartAsync(Options() with { Host = "0.0.0.0", Key = Key });
        using var stranger = new HttpClient { BaseAddress = new Uri(app.Url) };
        using HttpClient own = app.CreateClient();
        own.DefaultRequestHeaders.Host = "documents.example";

        Assert.StartsWith("http://127.0.0.1:", app.Url, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/v1/documents")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(Management)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync("/v1/documents")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync(Management)).StatusCode);
    }

    [Fact]
    public async Task Start_WithTheKeyInTheSettings_AsksForIt()
    {
        await using LocalApp app = await StartAsync(Options(("Trivium:BootstrapKey", Key)));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, Key));
    }

    [Fact]
    public async Task Start_RequiringKeysWithoutOne_StillServesItself()
    {
        await using LocalApp app = await StartAsync(Options() with { RequireKeys = true });
        using HttpClient own = app.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, null));
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync("/v1/documents")).StatusCode);
    }

    [Theory]
    [InlineData("Trivium:BootstrapKey", "short", "Trivium__BootstrapKey has 5 characters; it needs 32 at least")]
    [InlineData("Trivium:BootstrapKey", "0123456789abcdef 0123456789abcdef", "Trivium__BootstrapKey has a blank")]
    [InlineData("Trivium:Principals:Trusted", "true", "Trivium__Principals__Trusted is for Azure")]
    [InlineData("Trivium:RateLimits:ReaderPerMinute", "-1", "Trivium__RateLimits__ReaderPerMinute is -1")]
    public async Task Start_SettingsOfKeysThatAreNotFit_SaysWhatIsWrong(string name, string value, string said)
    {
        StartupException failure = await Assert.ThrowsAsync<StartupException>(() => StartAsync(Options((name, value))));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OfAHostWithAKey_NeedsIt()
    {
        await using HostProcess host = await HostProcess.StartAsync(
            _data.Path, "--no-seeds", "--durability", "process", "--key", Key);

        (int without, string refused) = await HostProcess.RunAsync("verify", "--data", _data.Path);
        (int with, string report) = await HostProcess.RunAsync("verify", "--data", _data.Path, "--key", Key);

        Assert.Equal(1, without);
        Assert.Contains("asks for a key", refused, StringComparison.Ordinal);
        Assert.True(with == 0, report);
    }

    public void Dispose() => _data.Dispose();

    private const string Management = "/runtime/webhooks/durabletask/instances";

    private static Task<LocalApp> StartAsync(LocalHostOptions options) =>
        LocalApp.StartAsync(options, CancellationToken.None);

    private static async Task<HttpStatusCode> StatusAsync(LocalApp app, string? key)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Url) };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage response = await client.GetAsync("/v1/documents");
        return response.StatusCode;
    }

    private LocalHostOptions Options(params (string Name, string Value)[] settings) => new()
    {
        Port = 0,
        Data = _data.Path,
        Seeds = false,
        Durability = HostDurability.Process,
        Configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value))
            .Build(),
    };
}
