using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;

namespace Trivium.FunctionApp.Tests;

public class BootstrapKeyGuardTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("Authorization", "Bearer " + Key, 200)]
    [InlineData("authorization", "bearer " + Key, 200)]
    [InlineData("x-api-key", Key, 200)]
    [InlineData("x-api-key", Key + "x", 401)]
    [InlineData("x-api-key", "", 401)]
    [InlineData("Authorization", "Basic " + Key, 401)]
    [InlineData("Accept", "*/*", 401)]
    public async Task Protect_Request_IsLetInByTheKeyOnly(string header, string value, int status)
    {
        var response = await App(Key).SendAsync("GET", "/things", headers: [(header, value)]);

        Assert.Equal(status, response.Status);
    }

    [Fact]
    public async Task Protect_NoKeySent_SaysHow()
    {
        var response = await App(Key).SendAsync("GET", "/nowhere");

        Assert.Equal("Bearer", response.Headers.WWWAuthenticate.ToString());
        Assert.Equal("unauthorized", response.Json().GetProperty("code").GetString());
    }

    [Fact]
    public async Task Protect_Health_IsOpen() => Assert.Equal(200, (await App(Key).SendAsync("GET", "/health/live")).Status);

    [Fact]
    public async Task Protect_NoKeyConfigured_IsOpen() => Assert.Equal(200, (await App(null).SendAsync("GET", "/things")).Status);

    private static ExpressApp App(string? key) => new ServiceCollection()
        .AddExpress(app => BootstrapKeyGuard.Protect(app, key))
        .AddExpress(app =>
        {
            app.Get("/things", () => Results.Text("things"));
            app.Get("/health/live", () => Results.Text("live"));
        })
        .BuildServiceProvider()
        .GetRequiredService<ExpressApp>();
}
