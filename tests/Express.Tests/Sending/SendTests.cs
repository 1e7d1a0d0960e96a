using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Trivium.Express.Tests.Sending;

public sealed class SendTests
{
    public static TheoryData<object?, string> Bodies => new()
    {
        { null, "|0|" },
        { "検索", "text/plain; charset=utf-8|6|検索" },
        { Encoding.UTF8.GetBytes("raw"), "application/octet-stream|3|raw" },
        { new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes("raw")), "application/octet-stream|3|raw" },
        { new MemoryStream(Encoding.UTF8.GetBytes("stream")), "application/octet-stream|6|stream" },
        { new Unseekable(Encoding.UTF8.GetBytes("stream")), "application/octet-stream||stream" },
        { new StringContent("<p>", Encoding.UTF8, "text/html"), "text/html; charset=utf-8|3|<p>" },
        { new { Name = "n" }, "application/json|12|{\"name\":\"n\"}" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task SendAsync_EveryKindOfBody_ArrivesDescribed(object? body, string expected)
    {
        var app = Apps.Of(app => app.Post("/x", async (HttpRequest request) =>
            $"{request.ContentType}|{request.ContentLength}|{await new StreamReader(request.Body).ReadToEndAsync()}"));
        Assert.Equal(expected, (await app.SendAsync("POST", "/x", body)).Text);
    }

    [Fact]
    public async Task SendAsync_WithHeaders_OverridesAndRepeats()
    {
        var app = Apps.Of(app => app.Post("/x", (HttpRequest request) =>
            $"{request.ContentType}|{request.Headers["x-a"].Count}|{request.Host}"));
        var response = await app.SendAsync(
            "POST", "/x", "text", [("content-type", "text/csv"), ("X-A", "1"), ("x-a", "2"), ("Host", "docs.example")]);
        Assert.Equal("text/csv|2|docs.example", response.Text);
    }

    [Fact]
    public async Task SendAsync_AbsoluteUrl_SetsSchemeAndHost()
    {
        var app = Apps.Of(app => app.Get("/x", (HttpRequest request) =>
            $"{request.Scheme} {request.Host} {request.HttpContext.Connection.RemoteIpAddress}"));
        var response = await app.SendAsync("GET", "https://docs.example:8443/x");
        Assert.Equal("https docs.example:8443 127.0.0.1", response.Text);
        await Assert.ThrowsAsync<ArgumentException>(() => app.SendAsync("GET", "x"));
    }

    [Fact]
    public async Task SendAsync_EachRequest_HasItsOwnScopeDisposedAtTheEnd()
    {
        var made = new List<Scoped>();
        var app = Apps.Of(
            app => app.Get("/x", (Scoped scoped, HttpContext context) =>
            {
                made.Add(scoped);
                context.Response.OnCompleted(() =>
                {
                    scoped.DisposedAtCompletion = scoped.IsDisposed;
                    return Task.CompletedTask;
                });
                return "x";
            }),
            services => services.AddScoped<Scoped>());
        await app.SendAsync("GET", "/x");
        await app.SendAsync("GET", "/x");
        Assert.Equal(2, made.Distinct().Count());
        Assert.All(made, scoped => Assert.Equal((true, false), (scoped.IsDisposed, scoped.DisposedAtCompletion)));
    }

    [Fact]
    public async Task SendAsync_StreamedBothWays_ReachesTheAppBeforeTheBodyHasEnded()
    {
        var pipe = new System.IO.Pipelines.Pipe();
        var app = Apps.Of(app => app.Post("/x", async (HttpContext context) =>
        {
            var reader = new StreamReader(context.Request.Body);
            while (await reader.ReadLineAsync() is { } line)
                await context.Response.WriteAsync($"{line}!");
        }));
        var sending = app.SendAsync("POST", "/x", pipe.Reader.AsStream());
        await pipe.Writer.WriteAsync("a\n"u8.ToArray());
        Assert.False(sending.IsCompleted);
        await pipe.Writer.WriteAsync("b\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        Assert.Equal("a!b!", (await sending).Text);
    }

    [Fact]
    public async Task SendAsync_CancelledWhileTheAppReads_StopsTheRead()
    {
        using var hangUp = new CancellationTokenSource();
        var pipe = new System.IO.Pipelines.Pipe();
        var app = Apps.Of(app => app.Post(
            "/x", (HttpContext context) => context.Request.Body.CopyToAsync(Stream.Null)));
        var sending = app.SendAsync("POST", "/x", pipe.Reader.AsStream(), cancellationToken: hangUp.Token);
        Assert.False(sending.IsCompleted);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task SendAsync_TooFewBytes_IsAnError()
    {
        var app = Apps.Of(app => app.Get("/x", async (HttpContext context) =>
        {
            context.Response.ContentLength = 5;
            await context.Response.WriteAsync("x");
        }));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("GET", "/x"));
        Assert.Equal("Response Content-Length mismatch: too few bytes written (1 of 5).", error.Message);
    }

    [Fact]
    public async Task SendAsync_BodyWhereTheStatusHasNone_IsCut()
    {
        var app = Apps.Of(app => app.Get("/x", async (HttpContext context) =>
        {
            context.Response.StatusCode = 204;
            await context.Response.WriteAsync("x");
        }));
        await Assert.ThrowsAsync<IOException>(() => app.SendAsync("GET", "/x"));
    }

    [Fact]
    public async Task SendAsync_FileResult_SendsTheFile()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, "file");
        try
        {
            var app = Apps.Of(app => app.Get("/x", () => Results.File(file, "text/plain")));
            Assert.Equal("file", (await app.SendAsync("GET", "/x")).Text);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task SendAsync_JsonOptionsOfTheApp_ApplyToRequestAndResponse()
    {
        var app = Apps.Of(
            app => app.Post("/x", (Wind wind) => Results.Json(wind)),
            services => services.ConfigureHttpJsonOptions(options =>
                options.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.KebabCaseUpper));
        var response = await app.SendAsync("POST", "/x", new Wind(7));
        Assert.Equal("""{"WIND-SPEED":7}""", response.Text);
        Assert.Equal(new Wind(7), response.Json<Wind>());
    }

    [Fact]
    public async Task Json_OfABodyThatIsNone_ShowsTheBody()
    {
        var response = await Apps.Of(app => app.Get("/x", () => "no json")).SendAsync("GET", "/x");
        var message = Assert.Throws<InvalidOperationException>(() => response.Json()).Message;
        Assert.EndsWith("200 text/plain; charset=utf-8 no json", message);
    }

    [Fact]
    public async Task SendAsync_InParallel_KeepsRequestsApart()
    {
        var app = Apps.Of(app => app.Get("/{n:int}", async (int n) =>
        {
            await Task.Yield();
            return $"{n}";
        }));
        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => app.SendAsync("GET", $"/{n}")));
        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"{n}"), responses.Select(response => response.Text));
    }

    private sealed record Wind(int WindSpeed);

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public bool? DisposedAtCompletion { get; set; }

        public void Dispose() => IsDisposed = true;
    }
}
