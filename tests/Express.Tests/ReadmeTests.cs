using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Trivium.Express.Tests;

/// <summary>The sample of the README is ReadmeSample.cs, which is compiled here, and does what it says.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Sample_InTheReadme_IsTheCompiledOne()
    {
        var here = Path.GetDirectoryName(Here())!;
        var readme = File.ReadAllText(Path.Combine(here, "../../src/Express/README.md"));
        var block = readme.Split("```csharp\n")[1].Split("```\n")[0];
        Assert.Equal(File.ReadAllText(Path.Combine(here, "ReadmeSample.cs")), block);
    }

    [Fact]
    public async Task Sample_Run_AnswersAsItSays()
    {
        await using var services = Apps.Services(AddServices);
        Assert.Equal("""{"count":6}""", await Sample.Try(services));
    }

    [Fact]
    public async Task Sample_AsAnApp_StartsItsOrchestration()
    {
        var app = Apps.Of(Sample.Configure, AddServices);
        var response = await app.SendAsync("POST", "/v1/reports", new Draft("two words"));
        Assert.Equal((202, "/v1/reports/i1"), (response.Status, (string?)response.Headers.Location));
        Assert.Equal("express", response.Headers["x-served-by"]);
        Assert.Equal(["count-words"], app.Durable.Activities.Keys);
        Assert.Equal(["report"], app.Durable.Orchestrations.Keys);
        Assert.Equal("tidy", Assert.Single(app.Timers).Name);
    }

    private static void AddServices(IServiceCollection services)
    {
        var client = new Mock<IOrchestrationClient>(MockBehavior.Strict);
        client
            .Setup(c => c.ScheduleNewOrchestrationInstanceAsync(
                "report", "two words", null, It.IsAny<CancellationToken>()))
            .ReturnsAsync("i1");
        services.AddSingleton<Words>().AddSingleton(client.Object);
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
