using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Trivium.Express.Tests.Routing;

public sealed class GroupTests
{
    [Fact]
    public async Task Group_Nested_JoinsPrefixesAndParameters()
    {
        var app = Apps.Of(app => app.Group("/v1", v1 => v1.Group("/{tenant}", tenant =>
            tenant.Get("/docs/{id}", (string tenant, string id) => $"{tenant}/{id}"))));
        Assert.Equal("acme/7", (await app.SendAsync("GET", "/v1/acme/docs/7")).Text);
    }

    [Fact]
    public async Task Group_WithFilterAndMetadata_AppliesThemToItsRoutesOnly()
    {
        var app = Apps.Of(app =>
        {
            app.Group("/in", group => group.Get("/x", () => "x")).WithTags("inside").AddEndpointFilter(
                async (context, next) => $"filtered {await next(context)}");
            app.Get("/out/x", () => "x");
        });
        Assert.Equal("filtered x", (await app.SendAsync("GET", "/in/x")).Text);
        Assert.Equal("x", (await app.SendAsync("GET", "/out/x")).Text);
        var tags = app.Routes[0].Endpoint.Metadata.GetRequiredMetadata<ITagsMetadata>().Tags;
        Assert.Equal("inside", Assert.Single(tags));
    }

    [Fact]
    public async Task MapGet_OfAspNetCore_WorksOnAppAndGroup()
    {
        var app = Apps.Of(app =>
        {
            app.MapGet("/a", () => "a");
            app.Group("/g").MapGet("/b", () => "b");
        });
        Assert.Equal("a", (await app.SendAsync("GET", "/a")).Text);
        Assert.Equal("b", (await app.SendAsync("GET", "/g/b")).Text);
        Assert.All(app.Routes, route => Assert.Null(route.RegisteredAt));
    }
}
