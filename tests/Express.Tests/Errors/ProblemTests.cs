using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Trivium.Express.Tests.Errors;

public sealed class ProblemTests
{
    [Fact]
    public async Task UnknownException_Thrown_IsLoggedInFullAndHidden()
    {
        using var log = new RecordedLog();
        var app = Apps.Of(
            app => app.Get("/x", string () => throw new InvalidOperationException("password=hunter2")), log);
        var response = await app.SendAsync("GET", "/x");
        Assert.Equal((500, "application/problem+json"), (response.Status, response.ContentType));
        Assert.Equal(
            ["type", "title", "status", "detail", "code", "traceId"],
            response.Json().EnumerateObject().Select(property => property.Name));
        Assert.Equal("internal", Code(response));
        Assert.Equal("Internal error", Detail(response));
        Assert.DoesNotContain("hunter2", response.Text);
        var entry = Assert.Single(log.Entries);
        Assert.Equal((LogLevel.Error, 1000, "GET /x failed"), (entry.Level, entry.Id.Id, entry.Message));
        Assert.Contains("hunter2", entry.Exception!.ToString());
    }

    [Fact]
    public async Task OnError_SeveralMappers_FirstAnswerWins()
    {
        var app = Apps.Of(app =>
        {
            app.OnError((_, e) => e is KeyNotFoundException ? Problem.Of(ProblemCodes.NotFound, e.Message) : null);
            app.OnError((_, e) => Problem.Of(
                ProblemCodes.Invalid, e.Message, new Dictionary<string, string[]> { ["top"] = ["at most 200"] }));
            app.Get("/a", string () => throw new KeyNotFoundException("no a"));
            app.Get("/b", string () => throw new FormatException("bad b"));
        });
        var a = await app.SendAsync("GET", "/a");
        Assert.Equal((404, "not_found", "no a"), (a.Status, Code(a), Detail(a)));
        var b = await app.SendAsync("GET", "/b");
        Assert.Equal((400, "invalid", "bad b"), (b.Status, Code(b), Detail(b)));
        Assert.Equal("at most 200", b.Json().GetProperty("errors").GetProperty("top")[0].GetString());
    }

    [Fact]
    public async Task OnError_Throwing_StillAnswersInternalError()
    {
        using var log = new RecordedLog();
        var app = Apps.Of(
            app =>
            {
                app.OnError((_, _) => throw new FormatException("mapper"));
                app.Get("/x", string () => throw new KeyNotFoundException("first"));
            },
            log);
        var response = await app.SendAsync("GET", "/x");
        Assert.Equal((500, "internal"), (response.Status, Code(response)));
        Assert.Equal([1004, 1000], log.Entries.Select(entry => entry.Id.Id));
    }

    [Fact]
    public async Task Problem_Returned_IsTheResponse()
    {
        var app = Apps.Of(app => app.Get("/x", () => Problem.Of(ProblemCodes.Conflict, "文書は更新中です")));
        var response = await app.SendAsync("GET", "/x");
        Assert.Equal((409, "conflict"), (response.Status, Code(response)));
        Assert.Contains("文書は更新中です", response.Text);
    }

    [Fact]
    public async Task UnknownRoute_Asked_Answers404()
    {
        var response = await Apps.Of(app => app.Get("/x", () => "x")).SendAsync("GET", "/nope");
        Assert.Equal(
            (404, "not_found", "There is no route /nope."), (response.Status, Code(response), Detail(response)));
    }

    [Fact]
    public async Task WrongMethod_Asked_Answers405WithAllow()
    {
        var response = await Apps.Of(app => app.Get("/x", () => "x")).SendAsync("DELETE", "/x");
        Assert.Equal((405, "method_not_allowed"), (response.Status, Code(response)));
        Assert.Equal("GET, HEAD", response.Headers.Allow);
        Assert.Equal("DELETE is not allowed for /x; allowed: GET, HEAD.", Detail(response));
    }

    [Theory]
    [InlineData("/x", "Required parameter \"int top\" was not provided from query string.")]
    [InlineData("/x?top=many", "Failed to bind parameter \"int top\" from \"many\".")]
    public async Task BadQuery_Sent_SaysWhatWasWrong(string target, string detail)
    {
        var response = await Apps.Of(app => app.Get("/x", (int top) => $"{top}")).SendAsync("GET", target);
        Assert.Equal((400, "invalid", detail), (response.Status, Code(response), Detail(response)));
    }

    [Theory]
    [InlineData(
        "{\"count\":\"many\"}", "$.count",
        "The request body at line 1, byte 16 ($.count) is JSON, but its value does not fit what is expected there.")]
    [InlineData(
        "{\"count\":tru}", "$.count",
        "The request body at line 1, byte 13 ($.count) is not valid JSON: "
        + "'tru}' is an invalid JSON literal. Expected the literal 'true'.")]
    public async Task BadJson_Sent_SaysWhereWithoutNamingTypes(string body, string path, string detail)
    {
        var app = Apps.Of(app => app.Post("/x", (Counted input) => $"{input.Count}"));
        var response = await app.SendAsync("POST", "/x", body, [("Content-Type", "application/json")]);
        Assert.Equal((400, "invalid"), (response.Status, Code(response)));
        Assert.Equal(detail, Detail(response));
        Assert.Equal(path, Assert.Single(response.Json().GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task NoBody_WhereOneIsRequired_SaysSo()
    {
        var app = Apps.Of(app => app.Post("/x", (Counted input) => $"{input.Count}"));
        var response = await app.SendAsync("POST", "/x", "", [("Content-Type", "application/json")]);
        Assert.Equal((400, "The request has no body; one is required here."), (response.Status, Detail(response)));
    }

    [Fact]
    public async Task DeeplyNestedJson_Sent_IsRefused()
    {
        var app = Apps.Of(app => app.Post("/x", (JsonElement input) => $"{input.ValueKind}"));
        var body = new string('[', 100_000);
        var response = await app.SendAsync("POST", "/x", body, [("Content-Type", "application/json")]);
        Assert.Equal((400, "invalid"), (response.Status, Code(response)));
    }

    [Fact]
    public async Task WrongContentType_Sent_Answers415()
    {
        var app = Apps.Of(app => app.Post("/x", (Counted input) => $"{input.Count}"));
        var response = await app.SendAsync("POST", "/x", "count");
        Assert.Equal((415, "unsupported"), (response.Status, Code(response)));
        Assert.Contains("text/plain", Detail(response));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BodyOverTheLimit_Sent_Answers413(bool lengthIsUnknown)
    {
        var app = Apps.Of(app => app.Post("/x", async (HttpContext context) =>
        {
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = 10;
            await context.Request.Body.CopyToAsync(Stream.Null);
        }));
        object body = lengthIsUnknown ? new Unseekable(new byte[11]) : new byte[11];
        var response = await app.SendAsync("POST", "/x", body);
        Assert.Equal((413, "too_large"), (response.Status, Code(response)));
        Assert.Contains("at most 10 bytes", Detail(response));
    }

    [Fact]
    public async Task StatusWithoutBody_FromAHandler_BecomesAProblem()
    {
        var response = await Apps.Of(app => app.Get("/x", () => Results.NotFound())).SendAsync("GET", "/x");
        Assert.Equal((404, "not_found"), (response.Status, Code(response)));
        Assert.False(response.Json().TryGetProperty("detail", out _));
    }

    [Fact]
    public async Task StatusWithBody_FromAHandler_IsLeftAlone()
    {
        var app = Apps.Of(app => app.Get("/x", () => Results.NotFound(new { mine = true })));
        var response = await app.SendAsync("GET", "/x");
        Assert.Equal((404, """{"mine":true}"""), (response.Status, response.Text));
    }

    [Fact]
    public async Task Exception_AfterHeadersOfABody_DropsThemAndKeepsOthers()
    {
        var app = Apps.Of(app => app.Get("/x", string (HttpContext context) =>
        {
            context.Response.Headers.ETag = "\"1\"";
            context.Response.ContentLength = 5;
            context.Response.Headers["x-request-id"] = "r1";
            throw new InvalidOperationException();
        }));
        var response = await app.SendAsync("GET", "/x");
        Assert.Equal(500, response.Status);
        Assert.Equal("r1", response.Headers["x-request-id"]);
        Assert.Equal("no-store", response.Headers.CacheControl);
        Assert.False(response.Headers.ContainsKey("ETag"));
        Assert.Equal(response.Body.Length, response.Headers.ContentLength);
    }

    [Fact]
    public async Task Exception_AfterTheResponseStarted_CutsIt()
    {
        using var log = new RecordedLog();
        var app = Apps.Of(
            app => app.Get("/x", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("half");
                throw new InvalidOperationException("boom");
            }),
            log);
        await Assert.ThrowsAsync<IOException>(() => app.SendAsync("GET", "/x"));
        Assert.Equal(1001, Assert.Single(log.Entries).Id.Id);
    }

    [Fact]
    public async Task Exception_WithUnflushedBytes_CutsInsteadOfMixing()
    {
        using var log = new RecordedLog();
        var app = Apps.Of(
            app => app.Get("/x", Task (HttpContext context) =>
            {
                "half"u8.CopyTo(context.Response.BodyWriter.GetSpan(4));
                context.Response.BodyWriter.Advance(4);
                throw new InvalidOperationException("boom");
            }),
            log);
        await Assert.ThrowsAsync<IOException>(() => app.SendAsync("GET", "/x"));
        var entry = Assert.Single(log.Entries);
        Assert.Equal((1001, "boom"), (entry.Id.Id, entry.Exception?.Message));
    }

    [Fact]
    public async Task Client_HangingUp_IsNoError()
    {
        using var log = new RecordedLog();
        using var hangUp = new CancellationTokenSource();
        var app = Apps.Of(
            app => app.Get("/x", async (CancellationToken stop) =>
            {
                await hangUp.CancelAsync();
                stop.ThrowIfCancellationRequested();
                return "x";
            }),
            log);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => app.SendAsync("GET", "/x", cancellationToken: hangUp.Token));
        Assert.Equal((LogLevel.Debug, 1002), (Assert.Single(log.Entries).Level, log.Entries.Single().Id.Id));
    }

    [Fact]
    public async Task LongPath_NotFound_IsQuotedInPart()
    {
        var response = await Apps.Of(app => app.Get("/x", () => "x")).SendAsync("GET", "/" + new string('a', 5_000));
        Assert.InRange(Detail(response).Length, 200, 250);
    }

    [Fact]
    public void StatusOf_EveryCode_GoesThereAndBack()
    {
        var codes = typeof(ProblemCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToArray();
        Assert.Equal(13, codes.Length);
        Assert.All(codes, code => Assert.Equal(code, ProblemCodes.CodeOf(ProblemCodes.StatusOf(code))));
        Assert.Equal("invalid", ProblemCodes.CodeOf(418));
        Assert.Equal("internal", ProblemCodes.CodeOf(502));
        Assert.Throws<ArgumentException>(() => ProblemCodes.StatusOf("nope"));
    }

    private static string Code(ExpressResponse response) => response.Json().GetProperty("code").GetString()!;

    private static string Detail(ExpressResponse response) => response.Json().GetProperty("detail").GetString()!;

    public sealed record Counted(int Count);
}
