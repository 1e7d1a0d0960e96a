using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trivium.Express.Functions.Tests;

public class ReadmeSampleTests
{
    [Fact]
    public void Readme_Sample_IsTheOneCompiledHere()
    {
        var directory = Path.GetDirectoryName(ThisFile())!;
        var readme = File.ReadAllText(Path.Combine(directory, "../../src/Express.Functions/README.md"));
        var source = File.ReadAllText(ThisFile());

        Assert.Equal(Between(readme, "```csharp\n", "\n```"), Between(source, "// sample\n", "\n        // end"));
    }

    [Fact]
    public void Readme_OfTheRepository_HasTheSameSampleAsAWholeProgram()
    {
        var directory = Path.GetDirectoryName(ThisFile())!;
        var program = Between(File.ReadAllText(Path.Combine(directory, "../../README.md")), "```csharp\n", "\n```");
        var sample = Between(
            File.ReadAllText(Path.Combine(directory, "../../src/Express.Functions/README.md")), "```csharp\n", "\n```");

        Assert.EndsWith($"\n\n{sample}\n\nawait builder.Build().RunAsync();", program, StringComparison.Ordinal);
        Assert.All(program.Split("\n\n")[0].Split('\n'), line => Assert.StartsWith("using ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task UseExpress_Sample_IsAFunctionApp()
    {
        using var host = Sample([]).Build();
        var functions = new List<IFunctionMetadata>();

        foreach (var transformer in host.Services.GetServices<IFunctionMetadataTransformer>().OfType<FunctionTableTransformer>())
            transformer.Transform(functions);

        Assert.Equal(
            ["shout", "nightly", "hello-_name-get", "greetings-_name-post", "greetings-_id-get", "z__fallback"],
            functions.Select(function => function.Name));
        Assert.IsType<ExpressFunctionExecutor>(host.Services.GetRequiredService<IFunctionExecutor>());
        var registry = host.Services.GetRequiredService<IOptions<DurableTaskRegistry>>().Value;
        Assert.Equal("greet", Assert.Single(registry.GetOrchestrators()).Key.Name);
        Assert.Equal("Hello Ada", (await host.Services.GetRequiredService<ExpressApp>().SendAsync("GET", "/hello/Ada")).Text);
    }

    [Fact]
    public async Task OrchestrationClient_OutsideOfInvocations_SaysWhereItIsToBeHad()
    {
        using var host = Sample([]).Build();

        var response = await host.Services.GetRequiredService<ExpressApp>().SendAsync("POST", "/greetings/Ada");
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.Services.GetRequiredService<IOrchestrationClient>().GetInstanceAsync("1"));

        Assert.Equal(500, response.Status);
        Assert.StartsWith("Orchestrations are started and watched from routes", exception.Message, StringComparison.Ordinal);
    }

    private static FunctionsApplicationBuilder Sample(string[] args)
    {
        // sample
        var shout = new Activity<string, string>("shout");
        var greet = new Orchestration<string, string>("greet");

        var builder = FunctionsApplication.CreateBuilder(args);
        builder.Services.AddExpress(app =>
        {
            app.Get("/hello/{name}", (string name) => $"Hello {name}");
            app.Post("/greetings/{name}", async (string name, IOrchestrationClient client) =>
                Results.Accepted(value: new { id = await client.Start(greet, name) }));
            app.Get("/greetings/{id}", async (string id, IOrchestrationClient client) =>
                await client.GetInstanceAsync(id, getInputsAndOutputs: true) is { } instance
                    ? Results.Json(new { instance.RuntimeStatus, instance.SerializedOutput })
                    : Results.NotFound());
            app.Activity(shout, (string text) => text.ToUpperInvariant() + "!");
            app.Orchestration(greet, (context, name) => context.Call(shout, name));
            app.Timer("nightly", "0 0 3 * * *", (ILogger<ExpressApp> log) => log.LogInformation("It is three o'clock."));
        });
        builder.UseExpress();
        // end
        return builder;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var lines = text[from..text.IndexOf(end, from, StringComparison.Ordinal)].Split('\n');
        var indent = lines[0].Length - lines[0].TrimStart().Length;
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : line));
    }
}
