using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Trivium.Express.Functions.Tests;

public class KeyGuardTests
{
    private readonly CurrentInvocation _current = new();

    [Theory]
    [InlineData("secret-get", 200)]
    [InlineData("open-get", 403)]
    [InlineData(FunctionEntryPoints.FallbackName, 403)]
    public async Task InvokeAsync_RouteWithAKey_IsRunOnlyThroughAFunctionThatAskedForIt(string function, int status)
    {
        _current.Context = Invocation(function);

        var response = await App().SendAsync("GET", "/secret");

        Assert.Equal(status, response.Status);
    }

    [Fact]
    public async Task InvokeAsync_AnonymousRoute_IsRunThroughAny()
    {
        _current.Context = Invocation(FunctionEntryPoints.FallbackName);

        Assert.Equal(200, (await App().SendAsync("GET", "/open")).Status);
    }

    private static FunctionContext Invocation(string function) =>
        Mock.Of<FunctionContext>(context => context.FunctionDefinition == Mock.Of<FunctionDefinition>(
            definition => definition.Name == function));

    private ExpressApp App()
    {
        var services = new ServiceCollection();
        services.AddExpress(app => app.Use(app.Services.GetRequiredService<KeyGuard>().InvokeAsync));
        services.AddExpress(app =>
        {
            app.Get("/open", () => Results.Text("open"));
            app.Get("/secret", () => Results.Text("secret")).AuthLevel(AuthLevel.Function);
        });
        services.AddSingleton(_current).AddSingleton<KeyGuard>().AddSingleton<FunctionTable>();
        return services.BuildServiceProvider().GetRequiredService<ExpressApp>();
    }
}
