using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trivium.Express;
using Trivium.Express.Functions;

namespace Trivium.Benchmarks;

/// <summary>This program as the worker process of a function app.</summary>
internal static class SampleWorker
{
    /// <summary>The first argument that makes this program a worker; the second one says which.</summary>
    public const string Argument = "worker";

    /// <summary>A worker with ASP.NET Core integration, one function and nothing of Trivium's.</summary>
    public const string Bare = "bare";

    /// <summary>A worker with an app of sixty routes.</summary>
    public const string Express = "express";

    public static void Run(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args[1..]);
        switch (args[0])
        {
            case Bare:
                builder.ConfigureFunctionsWebApplication();
                builder.Services.AddSingleton<IFunctionMetadataProvider>(new Functions([Hello]));
                break;
            case Express:
                builder.Services.AddExpress(SampleRoutes.Add);
                builder.UseExpress();
                builder.Services.AddSingleton<IFunctionMetadataProvider>(new Functions([]));
                break;
            default:
                throw new ArgumentException($"There is no worker '{args[0]}'.", nameof(args));
        }

        builder.Build().Run();
    }

    private static DefaultFunctionMetadata Hello => new()
    {
        Name = "hello",
        Language = "dotnet-isolated",
        EntryPoint = $"{typeof(HelloFunction).FullName}.{nameof(HelloFunction.Run)}",
        ScriptFile = Path.GetFileName(typeof(HelloFunction).Assembly.Location),
        RawBindings =
        [
            """{"name":"request","type":"httpTrigger","direction":"In","authLevel":"Anonymous","route":"hello"}""",
            """{"name":"$return","type":"http","direction":"Out"}""",
        ],
    };

    /// <summary>In place of the list that the worker's Sdk generates for a function app.</summary>
    private sealed class Functions(ImmutableArray<IFunctionMetadata> functions) : IFunctionMetadataProvider
    {
        public Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory) =>
            Task.FromResult(functions);
    }
}

/// <summary>The one function of the bare worker. It is loaded and never run.</summary>
public static class HelloFunction
{
    /// <summary>Its entry point.</summary>
    /// <param name="request">The request.</param>
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "hello")] HttpRequest request) =>
        Results.Text(request.Path);
}
