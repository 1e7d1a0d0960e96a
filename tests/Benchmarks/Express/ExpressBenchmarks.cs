using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;

namespace Trivium.Benchmarks;

/// <summary>What an app of Express adds to a request, against ASP.NET Core's routing with the same routes.</summary>
[Config(typeof(SteadyStateConfig))]
public class ExpressBenchmarks
{
    private ServiceProvider _services = null!;
    private RequestDelegate _plain = null!;
    private RequestDelegate _express = null!;
    private Exchange _exchange = null!;

    /// <summary>What is asked.</summary>
    [Params(RequestKind.Get, RequestKind.PostJson)]
    public RequestKind Request { get; set; }

    /// <summary>Both apps, over the same services.</summary>
    [GlobalSetup]
    public void Start()
    {
        _services = new ServiceCollection().AddExpress(SampleRoutes.Add).BuildServiceProvider();
        _plain = SampleRoutes.Plain(_services);
        _express = _services.GetRequiredService<ExpressApp>().RequestDelegate;
        _exchange = new Exchange(_services, Request);
        Warmth.Reach(Plain, Express);
    }

    /// <summary>Ends them.</summary>
    [GlobalCleanup]
    public void Stop() => _services.Dispose();

    /// <summary>The baseline.</summary>
    [Benchmark(Baseline = true, Description = "ASP.NET Core")]
    public Task<int> Plain() => AnswerAsync(_plain);

    /// <summary>The same through Express.</summary>
    [Benchmark(Description = "Express")]
    public Task<int> Express() => AnswerAsync(_express);

    private async Task<int> AnswerAsync(RequestDelegate app)
    {
        await app(_exchange.Next());
        return _exchange.EnsureAnswered();
    }
}
