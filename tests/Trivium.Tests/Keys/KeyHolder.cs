using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Keys;

/// <summary>Somebody with a key, or without one.</summary>
internal sealed record KeyHolder(TestApp App, string? Key, string Id = "")
{
    public const string BootstrapKey = "0123456789abcdef0123456789abcdef";

    /// <summary>Starts a process that asks for keys.</summary>
    public static Task<TestApp> StartAsync(
        TestStore store, Action<TriviumOptions>? configure = null, string engine = "orchestrations.db") =>
        store.StartAsync(
            configure: options =>
            {
                options.BootstrapKey = BootstrapKey;
                configure?.Invoke(options);
            },
            engine: engine);

    public static KeyHolder Operator(TestApp app) => new(app, BootstrapKey);

    public static KeyHolder Nobody(TestApp app) => new(app, null);

    /// <summary>Has the operator make a key.</summary>
    public static async Task<KeyHolder> CreateAsync(TestApp app, string tenant, string role)
    {
        ExpressResponse made = await Operator(app).SendAsync("POST", "/v1/keys", new { tenant, role });
        Assert.True(made.Status == 201, made.ToString());
        JsonElement body = made.Json();
        return new(app, body.GetProperty("key").GetString(), body.GetProperty("id").GetString()!);
    }

    public Task<ExpressResponse> SendAsync(
        string method, string target, object? body = null, params (string Name, string Value)[] headers) =>
        App.SendAsync(method, target, body, Key is null ? headers : [("Authorization", $"Bearer {Key}"), .. headers]);

    /// <summary>Sends and expects a status.</summary>
    public async Task<ExpressResponse> ExpectAsync(
        int status, string method, string target, object? body = null, params (string Name, string Value)[] headers)
    {
        ExpressResponse response = await SendAsync(method, target, body, headers);
        Assert.True(response.Status == status, $"{method} {target}: {status} was wanted of {response}");
        return response;
    }

    /// <summary>Writes a document and waits until it can be read.</summary>
    public async Task<string> PutAsync(string documentId, string text)
    {
        ExpressResponse response = await SendAsync(
            "PUT", $"/v1/documents/{documentId}?wait=60", text, ("Content-Type", "text/markdown"));
        Assert.True(response.Status == 200, response.ToString());
        return response.Json().GetProperty("id").GetString()!;
    }
}
