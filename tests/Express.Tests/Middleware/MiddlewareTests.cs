using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Trivium.Express.Tests.Middleware;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Use_AppGroupInnerGroupAndFilter_RunOutsideIn()
    {
        var steps = new List<string>();
        Func<HttpContext, RequestDelegate, Task> Step(string name) => async (context, next) =>
        {
            steps.Add(name);
            await next(context);
            steps.Add("/" + name);
        };
        var app = Apps.Of(app =>
        {
            app.Use(Step("app1"));
            app.Group("/g", outer => outer.Group("/h", inner =>
            {
                inner.Get("/x", () => "x").AddEndpointFilter((context, next) =>
                {
                    steps.Add("filter");
                    return next(context);
                });
                inner.Use(Step("inner"));
            })).Use(Step("outer"));
            app.Use(Step("app2"));
        });
        Assert.Equal("x", (await app.SendAsync("GET", "/g/h/x")).Text);
        Assert.Equal(["app1", "app2", "outer", "inner", "filter", "/inner", "/outer", "/app2", "/app1"], steps);
    }

    [Theory]
    [InlineData("GET", "/x", "/x", 200)]
    [InlineData("DELETE", "/x", "405 HTTP Method Not Supported", 405)]
    [InlineData("GET", "/nope", "none", 404)]
    public async Task Use_OnAnyRequest_RunsAfterRoutingAndSeesTheStatus(
        string method, string path, string endpoint, int status)
    {
        (string? Endpoint, int Status) seen = default;
        var app = Apps.Of(app =>
        {
            app.Use(async (context, next) =>
            {
                var found = context.GetEndpoint();
                await next(context);
                var name = (found as RouteEndpoint)?.RoutePattern.RawText ?? found?.DisplayName ?? "none";
                seen = (name, context.Response.StatusCode);
            });
            app.Get("/x", () => "x");
        });
        await app.SendAsync(method, path);
        Assert.Equal((endpoint, status), seen);
    }

    [Fact]
    public async Task Use_WithoutCallingNext_AnswersItself()
    {
        var app = Apps.Of(app =>
        {
            app.Use((context, _) =>
            {
                context.Response.StatusCode = 401;
                return Task.CompletedTask;
            });
            app.Get("/x", () => "x");
        });
        var response = await app.SendAsync("GET", "/x");
        Assert.Equal((401, "unauthorized"), (response.Status, response.Json().GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Use_WithParameterlessNext_GoesOn()
    {
        var app = Apps.Of(app =>
        {
            app.Use(async (context, next) =>
            {
                context.Items["by"] = "middleware";
                await next();
            });
            app.Get("/x", (HttpContext context) => (string)context.Items["by"]!);
        });
        Assert.Equal("middleware", (await app.SendAsync("GET", "/x")).Text);
    }

    [Fact]
    public async Task Next_CalledTwiceByALambda_NamesItsPlace()
    {
        var line = 0;
        var app = Apps.Of(app =>
        {
            line = Line();
            app.Use(async (context, next) =>
            {
                await next(context);
                await next(context);
            });
            app.Post("/x", () => { });
        });
        var response = await app.SendAsync("POST", "/x");
        Assert.Equal(500, response.Status);
        Assert.Equal(
            $"Middleware registered at MiddlewareTests.cs:{line + 1} called next() twice. "
            + "Did you forget to `return` after the first call?",
            response.Json().GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Next_CalledTwiceByAMethod_NamesTheMethod()
    {
        var app = Apps.Of(app =>
        {
            app.Use(Twice);
            app.Post("/x", () => { });
        });
        var detail = (await app.SendAsync("POST", "/x")).Json().GetProperty("detail").GetString();
        Assert.StartsWith("Middleware 'Twice' registered at MiddlewareTests.cs:", detail);
    }

    [Fact]
    public async Task Next_NotAwaited_IsAnErrorAfterTheRestHasEnded()
    {
        var release = new TaskCompletionSource();
        var ended = false;
        var app = Apps.Of(app =>
        {
            app.Use((context, next) =>
            {
                _ = next(context);
                return Task.CompletedTask;
            });
            app.Post("/x", async () =>
            {
                await release.Task;
                ended = true;
            });
        });

        // Nothing before the handler's await is asynchronous: the middleware has returned when SendAsync has.
        var sending = app.SendAsync("POST", "/x");
        Assert.False(sending.IsCompleted);
        release.SetResult();
        var response = await sending;
        Assert.True(ended);
        Assert.Equal(500, response.Status);
        Assert.EndsWith("Did you forget `await next(context)`?", response.Json().GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Middleware_ThrowingWhileTheRestRuns_AnswersAfterTheRestHasEnded()
    {
        var release = new TaskCompletionSource();
        var app = Apps.Of(app =>
        {
            app.OnError((_, e) => Problem.Of(ProblemCodes.Invalid, e.Message));
            app.Use((context, next) =>
            {
                _ = next(context);
                throw new FormatException("middleware");
            });
            app.Post("/x", async () =>
            {
                await release.Task;
                throw new FormatException("handler");
            });
        });
        var sending = app.SendAsync("POST", "/x");
        Assert.False(sending.IsCompleted);
        release.SetResult();
        Assert.Equal("middleware", (await sending).Json().GetProperty("detail").GetString());
    }

    private static async Task Twice(HttpContext context, RequestDelegate next)
    {
        await next(context);
        await next(context);
    }

    private static int Line([System.Runtime.CompilerServices.CallerLineNumber] int line = 0) => line;
}
