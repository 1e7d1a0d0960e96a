using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trivium.Express;

/// <summary>An app put together: the pipeline, and each route behind the same middleware.</summary>
internal sealed record BuiltApp(RequestDelegate RequestDelegate, IReadOnlyList<ExpressRoute> Routes)
{
    internal static BuiltApp Create(
        IServiceProvider services,
        RouteTable table,
        IReadOnlyList<Middleware> middleware,
        IReadOnlyList<Func<HttpContext, Exception, Problem?>> errorMappers)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Trivium.Express");
        RequestDelegate Guard(RequestDelegate inner) => new ErrorBoundary(inner, errorMappers, log).InvokeAsync;

        var builder = new ApplicationBuilder(services);
        builder.UseRouting();
        builder.Use(next => MiddlewareChain.Compose(middleware, next));
        builder.Use(OptionsAnswer.Wrap);
        builder.UseEndpoints(endpoints => endpoints.DataSources.Add(new DefaultEndpointDataSource(table.Endpoints)));

        var routes = table.Routes.Select(
            route => route with { RequestDelegate = Guard(One(route.Endpoint, middleware)) });
        return new BuiltApp(Guard(builder.Build()), [.. routes]);
    }

    /// <summary>One route as a delegate, for a host that has done the routing itself.</summary>
    private static RequestDelegate One(RouteEndpoint endpoint, IReadOnlyList<Middleware> middleware)
    {
        var chain = MiddlewareChain.Compose(middleware, endpoint.RequestDelegate!);
        return context =>
        {
            context.SetEndpoint(endpoint);
            return chain(context);
        };
    }
}
