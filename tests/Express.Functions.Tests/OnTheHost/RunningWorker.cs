using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Trivium.FunctionsTestHost;

namespace Trivium.Express.Functions.Tests;

/// <summary>A worker of our own, run by the test host: one for all tests, which use instances of their own.</summary>
public sealed class RunningWorker : IAsyncLifetime
{
    private static readonly string _program = Path.GetFullPath(typeof(RunningWorker).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Worker").Value!);

    public TestHost Host { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync([_program], new Dictionary<string, string>());
        Client = new HttpClient { BaseAddress = Host.Address };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }

    public async Task StartAsync(string id, string orchestration, object? input)
    {
        using var response = await Client.PostAsJsonAsync($"/instances/{id}/start/{orchestration}", input);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    public async Task PostAsync(string target, object? body = null)
    {
        using var response = await Client.PostAsJsonAsync(target, body);
        Assert.True(response.IsSuccessStatusCode, $"{target}: {response.StatusCode}");
    }

    public Task<JsonElement> EndOfAsync(string id) => Client.GetFromJsonAsync<JsonElement>($"/instances/{id}/end");

    /// <summary>Waits until an instance shows what is wanted; each look is a request that goes through the worker.</summary>
    public async Task<JsonElement> UntilAsync(string id, string property, string wanted)
    {
        while (true)
        {
            var shown = await Client.GetFromJsonAsync<JsonElement>($"/instances/{id}");
            if (shown.GetProperty(property).GetString() == wanted)
                return shown;
        }
    }
}

[CollectionDefinition(nameof(RunningWorker))]
public sealed class OnTheHostTests : ICollectionFixture<RunningWorker>;
