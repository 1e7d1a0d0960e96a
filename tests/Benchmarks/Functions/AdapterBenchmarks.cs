using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trivium.Express;
using Trivium.Express.Functions;

namespace Trivium.Benchmarks;

/// <summary>
/// What the adapter adds to a request, against ASP.NET Core's routing with the same routes in the same worker. From
/// where the worker calls the executor to where the answer is written; the worker's own part, the same for every
/// function app, is outside.
/// </summary>
[Config(typeof(SteadyStateConfig))]
public class AdapterBenchmarks
{
    private IHost _host = null!;
    private RequestDelegate _plain = null!;
    private RequestDelegate _express = null!;
    private IFunctionExecutor _executor = null!;
    private Exchange _exchange = null!;
    private Invocation _invocation = null!;

    /// <summary>What is asked.</summary>
    [Params(RequestKind.Get, RequestKind.PostJson)]
    public RequestKind Request { get; set; }

    /// <summary>Builds the worker, without starting it.</summary>
    [GlobalSetup]
    public void Start()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Services.AddExpress(SampleRoutes.Add);
        builder.UseExpress();

        // Log entries would queue up for a Functions host that is not there.
        builder.Logging.ClearProviders();
        _host = builder.Build();
        _plain = SampleRoutes.Plain(_host.Services);
        _express = _host.Services.GetRequiredService<ExpressApp>().RequestDelegate;
        _executor = _host.Services.GetRequiredService<IFunctionExecutor>();
        _exchange = new Exchange(_host.Services, Request);
        _invocation = new Invocation(
            _host.Services, $"{typeof(FunctionEntryPoints).FullName}.{nameof(FunctionEntryPoints.Http)}");
        Warmth.Reach(Plain, Express, Function);
    }

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public void Stop() => _host.Dispose();

    /// <summary>The baseline.</summary>
    [Benchmark(Baseline = true, Description = "ASP.NET Core")]
    public Task<int> Plain() => AnswerAsync(_plain);

    /// <summary>The app alone.</summary>
    [Benchmark(Description = "Express")]
    public Task<int> Express() => AnswerAsync(_express);

    /// <summary>The app as a function.</summary>
    [Benchmark(Description = "Express.Functions")]
    public async Task<int> Function()
    {
        _invocation.Renew();
        await _executor.ExecuteAsync(_invocation.Next(_exchange.Next()));
        return _exchange.EnsureAnswered();
    }

    private async Task<int> AnswerAsync(RequestDelegate app)
    {
        _invocation.Renew();
        await app(_exchange.Next());
        return _exchange.EnsureAnswered();
    }
}
