using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express.Tests.Sending;

namespace Trivium.Express.Tests.Hosting;

public sealed class HostingTests
{
    [Fact]
    public async Task AddExpress_SeveralTimes_AddsUp()
    {
        await using var services = Apps.Services(
            services => services.AddExpress(app => app.Get("/b", () => "b")), app => app.Get("/a", () => "a"));
        var app = services.GetRequiredService<ExpressApp>();
        Assert.Equal(["/a", "/b"], app.Routes.Select(route => route.Pattern));
        Assert.Same(app, services.GetRequiredService<ExpressApp>());
        var late = Assert.Throws<InvalidOperationException>(() => app.Get("/c", () => "c")).Message;
        Assert.Contains("(by its first use)", late);
    }

    [Fact]
    public async Task AddExpress_FaultyApp_FailsWhenAskedFor()
    {
        await using var services = Apps.Services(configure: app => app.Timer("t", "x", () => { }));
        Assert.Single(Assert.Throws<ExpressBuildException>(services.GetRequiredService<ExpressApp>).Faults);
    }

    [Fact]
    public async Task UseExpress_OnKestrel_AnswersAndLinksToNamedRoutes()
    {
        await using var host = await KestrelHost.StartAsync(app =>
        {
            app.Get("/docs/{id}", (string id, LinkGenerator links) =>
                links.GetPathByName("doc", new { id = id + "!" })!).WithName("doc");
        });
        Assert.Equal("/docs/7!", await host.Client.GetStringAsync("/docs/7"));
    }
}
