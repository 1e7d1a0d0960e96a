using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trivium.Express.Tests.Sending;

/// <summary>The same app asked by <see cref="ExpressApp.SendAsync"/> and over a socket answers the same.</summary>
public sealed class FidelityTests(FidelityTests.Host fixture) : IClassFixture<FidelityTests.Host>
{
    private readonly KestrelHost _host = fixture.Kestrel;

    private static void Configure(ExpressApp app)
    {
        app.Get("/text", () => "hello");
        app.Get("/json", () => Results.Json(new { 名前 = "値" }));
        app.Get(
            "/bytes",
            () => Results.Bytes("0123456789"u8.ToArray(), "application/octet-stream", enableRangeProcessing: true));
        app.Get("/status/{code:int}", (int code) => Results.StatusCode(code));
        app.Get("/echo/{*path}", (string path, HttpRequest request) =>
            $"{path} {request.QueryString} {request.Path} {request.Protocol}");
        app.Get("/redirect", () => Results.Redirect("/text"));
        app.Get("/cookies", (HttpContext context) =>
        {
            context.Response.Cookies.Append("a", context.Request.Cookies["b"] ?? "none");
            return "x";
        });
        app.Get("/throws", string () => throw new InvalidOperationException());
        app.Get("/starting", (HttpContext context) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["x-order"] = $"{context.Response.Headers["x-order"]}1";
                return Task.CompletedTask;
            });
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["x-order"] = "2";
                return Task.CompletedTask;
            });
            return "x";
        });
        app.Get("/late", async (HttpContext context) =>
        {
            await context.Response.StartAsync();
            var header = Record.Exception(() => context.Response.Headers["x"] = "y");
            var status = Record.Exception(() => context.Response.StatusCode = 500);
            await context.Response.WriteAsync($"{header?.GetType().Name} {status?.GetType().Name}");
        });
        app.Get("/sync", (HttpContext context) =>
        {
            var write = Record.Exception(() => context.Response.Body.Write([1]));
            var read = Record.Exception(() => context.Request.Body.ReadByte());
            return $"{write?.GetType().Name} {read?.GetType().Name}";
        });
        app.Get("/toolong", async (HttpContext context) =>
        {
            context.Response.ContentLength = 1;
            await context.Response.Body.WriteAsync("xx"u8.ToArray());
        });
        app.Post("/empty", () => { });
        app.Post("/count", async (HttpRequest request) =>
        {
            var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer);
            var canHaveBody = request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody;
            return $"{buffer.Length} {request.ContentLength} {request.ContentType} {canHaveBody}";
        });
        app.Post("/json", (JsonObject body) => Results.Json(body));
        app.Post("/limit", async (HttpContext context) =>
        {
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = 3;
            await context.Request.Body.CopyToAsync(Stream.Null);
            return "ok";
        });
    }

    [Theory]
    [InlineData("GET", "/text")]
    [InlineData("HEAD", "/text")]
    [InlineData("GET", "/json")]
    [InlineData("HEAD", "/json")]
    [InlineData("GET", "/bytes")]
    [InlineData("GET", "/bytes", null, "Range: bytes=2-4")]
    [InlineData("GET", "/bytes", null, "Range: bytes=50-")]
    [InlineData("HEAD", "/bytes")]
    [InlineData("GET", "/status/204")]
    [InlineData("GET", "/status/205")]
    [InlineData("GET", "/status/304")]
    [InlineData("GET", "/status/404")]
    [InlineData("GET", "/status/503")]
    [InlineData("HEAD", "/status/404")]
    [InlineData("GET", "/echo/a/./b/../c%20d%2Fe/検索?q=%E6%A4%9C&x=1#fragment")]
    [InlineData("GET", "/redirect")]
    [InlineData("GET", "/cookies", null, "Cookie: b=c")]
    [InlineData("GET", "/throws")]
    [InlineData("HEAD", "/throws")]
    [InlineData("GET", "/starting")]
    [InlineData("GET", "/late")]
    [InlineData("GET", "/sync")]
    [InlineData("GET", "/nope")]
    [InlineData("DELETE", "/text")]
    [InlineData("OPTIONS", "/text")]
    [InlineData("POST", "/empty")]
    [InlineData("POST", "/count", "12345")]
    [InlineData("POST", "/count")]
    [InlineData("POST", "/json", "{\"a\":[1,2]}", "Content-Type: application/json")]
    [InlineData("POST", "/json", "{\"a\":", "Content-Type: application/json")]
    [InlineData("POST", "/json", "", "Content-Type: application/json")]
    [InlineData("POST", "/json", "a=b", "Content-Type: application/x-www-form-urlencoded")]
    [InlineData("POST", "/limit", "123")]
    [InlineData("GET", "/toolong")]
    public async Task SendAsync_AnyRequest_AnswersAsKestrelDoes(
        string method, string target, string? body = null, string? header = null)
    {
        (string Name, string Value)[] headers = header?.Split(": ") is [var name, var value] ? [(name, value)] : [];
        var sent = await _host.App.SendAsync(method, target, body, headers);
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        request.Content = body is null ? null : new StringContent(body);
        foreach (var (key, text) in headers)
        {
            if (key == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(text);
            else
                request.Headers.TryAddWithoutValidation(key, text);
        }

        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = _host.Client.BaseAddress };
        using var received = await client.SendAsync(request);
        Assert.Equal((int)received.StatusCode, sent.Status);
        Assert.Equal(WithoutTrace(await received.Content.ReadAsStringAsync()), WithoutTrace(sent.Text));
        Assert.Equal(Headers(received), Headers(sent));
    }

    [Theory]
    [InlineData("/limit", 413)]
    [InlineData("/count", 200)]
    public async Task SendAsync_StreamOfUnknownLength_AnswersAsKestrelDoes(string target, int status)
    {
        var sent = await _host.App.SendAsync("POST", target, new Unseekable(new byte[100]));
        using var content = new StreamContent(new Unseekable(new byte[100]));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var received = await _host.Client.PostAsync(target, content);
        Assert.Equal((status, status), (sent.Status, (int)received.StatusCode));
        if (status == 200)
            Assert.Equal(await received.Content.ReadAsStringAsync(), sent.Text);
    }

    private static List<string> Headers(HttpResponseMessage response) => Relevant(
        response.Headers
            .Concat(response.Content.Headers)
            .Select(header => (header.Key, string.Join(",", header.Value))));

    private static List<string> Headers(ExpressResponse response) => Relevant(
        response.Headers.Select(header => (header.Key, string.Join(",", header.Value.ToArray()))));

    /// <summary>
    /// What belongs to the connection, not to the answer, is left out, and the length of a body with a trace id in
    /// it.
    /// </summary>
    private static List<string> Relevant(IEnumerable<(string Name, string Value)> headers)
    {
        var all = headers.Where(header => header.Name is not ("Date" or "Transfer-Encoding" or "Connection")).ToList();
        var isProblem = all.Contains(("Content-Type", "application/problem+json"));
        return [.. all.Where(header => !isProblem || header.Name != "Content-Length")
            .Select(header => $"{header.Name}: {header.Value.Replace(", ", ",")}")
            .Order(StringComparer.Ordinal)];
    }

    private static string WithoutTrace(string text)
    {
        if (!text.Contains("traceId", StringComparison.Ordinal))
            return text;
        var json = JsonNode.Parse(text)!.AsObject();
        json.Remove("traceId");
        return json.ToJsonString();
    }

    public sealed class Host : IAsyncLifetime
    {
        internal KestrelHost Kestrel { get; private set; } = null!;

        public async Task InitializeAsync() => Kestrel = await KestrelHost.StartAsync(Configure);

        public async Task DisposeAsync() => await Kestrel.DisposeAsync();
    }
}
