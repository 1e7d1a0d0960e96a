using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Trivium.Express;

/// <summary>
/// One registered route: ASP.NET Core's own data source, kept apart so that one bad route does not hide another.
/// </summary>
internal sealed class RouteDataSource(ExpressApp app, string name, SourceLocation at)
    : EndpointDataSource, IEndpointRouteBuilder
{
    private readonly List<EndpointDataSource> _sources = [];

    public ICollection<EndpointDataSource> DataSources => _sources;

    public IServiceProvider ServiceProvider => app.Services;

    public override IReadOnlyList<Endpoint> Endpoints => Checked(source => source.Endpoints);

    public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(app.Services);

    public override IReadOnlyList<Endpoint> GetGroupedEndpoints(RouteGroupContext context) =>
        Checked(source => source.GetGroupedEndpoints(context));

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;

    public RouteHandlerBuilder Map(IReadOnlyList<string> methods, string pattern, Delegate handler)
    {
        try
        {
            return this.MapMethods(pattern, methods, handler).WithMetadata(new RouteSource(at));
        }
        catch (RoutePatternException e)
        {
            app.Registrations.Fault("Route", name, at, e.Message);
            return new RouteHandlerBuilder([]);
        }
    }

    private Endpoint[] Checked(Func<EndpointDataSource, IReadOnlyList<Endpoint>> endpoints)
    {
        try
        {
            return [.. _sources.SelectMany(endpoints)];
        }
        catch (Exception e)
        {
            app.Registrations.Fault("Route", name, at, e.Message);
            return [];
        }
    }
}

/// <summary>Where a route was registered, as endpoint metadata.</summary>
internal sealed record RouteSource(SourceLocation At);
