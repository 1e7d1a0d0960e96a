using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Trivium.Express;

namespace Trivium.Benchmarks;

/// <summary>The same sixty routes with the same handlers, for ASP.NET Core and for Express.</summary>
internal static class SampleRoutes
{
    private const int RoutesPerKind = 20;
    private const int Kinds = 3;

    /// <summary>About as many as a product has.</summary>
    public const int Count = Kinds * RoutesPerKind;

    /// <summary>A route in the middle.</summary>
    public const string MeasuredPath = "/v1/things7";

    public static void Add(ExpressApp app) => Add(
        (pattern, handler) => app.Get(pattern, handler), (pattern, handler) => app.Post(pattern, handler));

    /// <summary>ASP.NET Core's routing and endpoints, and nothing else.</summary>
    public static RequestDelegate Plain(IServiceProvider services)
    {
        var builder = new ApplicationBuilder(services);
        builder.UseRouting();
        builder.UseEndpoints(endpoints => Add(
            (pattern, handler) => endpoints.MapGet(pattern, handler),
            (pattern, handler) => endpoints.MapPost(pattern, handler)));
        return builder.Build();
    }

    private static void Add(Action<string, Delegate> get, Action<string, Delegate> post)
    {
        for (var i = 0; i < RoutesPerKind; i++)
        {
            get($"/v1/things{i}", () => Results.Ok());
            get($"/v1/things{i}/{{id}}", (string id) => Results.Ok());
            post($"/v1/things{i}", (Thing thing) => thing);
        }
    }

    /// <summary>What is posted.</summary>
    internal sealed record Thing(string Name, int Count);
}
