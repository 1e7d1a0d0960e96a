using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Trivium.Express.Tests.Routing;

public sealed class RouteTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Verb_Registered_AnswersItsMethod(string method)
    {
        var app = Apps.Of(app =>
        {
            app.Get("/x", () => "GET");
            app.Post("/x", () => "POST");
            app.Put("/x", () => "PUT");
            app.Patch("/x", () => "PATCH");
            app.Delete("/x", () => "DELETE");
        });
        var response = await app.SendAsync(method, "/x");
        Assert.Equal((200, method), (response.Status, response.Text));
    }

    [Fact]
    public async Task Get_WithRouteQueryAndServices_BindsLikeAMinimalApi()
    {
        var app = Apps.Of(app => app.Get(
            "/docs/{id:int}", (int id, string? tag, HttpRequest request, CancellationToken stop) =>
                Results.Json(new { id, tag, request.Path.Value })));
        var json = (await app.SendAsync("GET", "/docs/7?tag=%E6%A4%9C%E7%B4%A2")).Json();
        Assert.Equal("""{"id":7,"tag":"検索","value":"/docs/7"}""", json.ToString().Replace("\\u691C\\u7D22", "検索"));
    }

    [Fact]
    public async Task Get_AskedWithHead_AnswersHeadersWithoutBody()
    {
        var app = Apps.Of(app => app.Get("/x", () => "hello"));
        var response = await app.SendAsync("HEAD", "/x");
        Assert.Equal((200, "text/plain; charset=utf-8"), (response.Status, response.ContentType));
        Assert.Empty(response.Body);
    }

    [Fact]
    public async Task Options_OnAKnownPath_ListsTheMethods()
    {
        var app = Apps.Of(app =>
        {
            app.Get("/x", () => "x");
            app.Post("/x", () => "x");
        });
        var response = await app.SendAsync("OPTIONS", "/x");
        Assert.Equal((204, "GET, HEAD, POST"), (response.Status, response.Headers.Allow.ToString()));
    }

    [Fact]
    public void Routes_AfterBuild_TellNameMethodsPatternLevelAndPlace()
    {
        var app = Apps.Of(app =>
        {
            app.Get("/v1/docs/{id}", (string id) => id).AuthLevel(AuthLevel.Function).WithSummary("Reads.");
            app.Group("/v1/docs").AuthLevel(AuthLevel.Admin).Post("/{id}:touch", (string id) => id).WithName("Touch");
        });
        Assert.Collection(
            app.Routes,
            route =>
            {
                Assert.Equal("v1-docs-_id-get", route.Name);
                Assert.Equal(["GET", "HEAD"], route.Methods);
                Assert.Equal("/v1/docs/{id}", route.Pattern);
                Assert.Equal(AuthLevel.Function, route.AuthLevel);
                Assert.Equal("RouteTests.cs", Path.GetFileName(route.RegisteredAt?.FilePath));
                Assert.Equal("Reads.", route.Endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary);
            },
            route =>
            {
                Assert.Equal(("Touch", "/v1/docs/{id}:touch"), (route.Name, route.Pattern));
                Assert.Equal(AuthLevel.Admin, route.AuthLevel);
                Assert.Equal(["POST"], route.Methods);
            });
    }

    [Fact]
    public async Task RequestDelegateOfARoute_Called_RunsMiddlewareHandlerAndErrorBoundary()
    {
        var app = Apps.Of(app =>
        {
            app.Use((context, next) =>
            {
                context.Response.Headers["x-seen"] = context.GetEndpoint()?.DisplayName is null ? "no" : "yes";
                return next(context);
            });
            app.Get("/x", string () => throw new InvalidOperationException("secret"));
        });
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Request.Method = "GET";
        context.Response.Body = new MemoryStream();
        await app.Routes[0].RequestDelegate(context);
        Assert.Equal((500, "yes"), (context.Response.StatusCode, context.Response.Headers["x-seen"].ToString()));
    }
}
