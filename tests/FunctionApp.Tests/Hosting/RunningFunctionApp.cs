using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Trivium.FunctionsTestHost;

namespace Trivium.FunctionApp.Tests.Hosting;

/// <summary>The function app as built, run by the test host, with the embedded store in a temporary directory.</summary>
internal sealed class RunningFunctionApp : IAsyncDisposable
{
    /// <summary>32 characters: the shortest key the app takes.</summary>
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static readonly string _program = Path.GetFullPath(typeof(RunningFunctionApp).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "FunctionApp").Value!);

    private readonly DirectoryInfo _data;

    private RunningFunctionApp(DirectoryInfo data, TestHost host)
    {
        _data = data;
        Host = host;
        Client = new HttpClient { BaseAddress = host.Address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>The host.</summary>
    public TestHost Host { get; }

    /// <summary>Sends the key with every request.</summary>
    public HttpClient Client { get; }

    /// <param name="settings">Settings besides, or instead of, those it needs.</param>
    public static async Task<RunningFunctionApp> StartAsync(params (string Name, string Value)[] settings)
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("trivium-functions-");
        var all = new Dictionary<string, string>
        {
            ["Cosmos__embedded"] = data.FullName,
            ["Trivium__BootstrapKey"] = Key,
        };
        foreach ((string name, string value) in settings)
            all[name] = value;
        try
        {
            return new RunningFunctionApp(data, await TestHost.StartAsync([_program], all));
        }
        catch
        {
            data.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Writes a Markdown document without waiting for it; what it is answered with.</summary>
    public async Task<JsonElement> PutAsync(string id, string text)
    {
        using HttpResponseMessage response = await Client.PutAsync(
            $"/v1/documents/{id}", new StringContent(text, Encoding.UTF8, "text/markdown"));
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, body);
        return JsonElement.Parse(body);
    }

    /// <summary>How an ingestion ended: its events end when it does.</summary>
    public async Task<JsonElement> EndOfAsync(JsonElement accepted)
    {
        JsonElement links = accepted.GetProperty("links");
        await Client.GetStringAsync(links.GetProperty("events").GetString());
        return await Client.GetFromJsonAsync<JsonElement>(links.GetProperty("self").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
