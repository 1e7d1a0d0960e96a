using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Trivium.Express;

/// <summary>
/// Routes with a common prefix; made by <see cref="ExpressRouter.Group"/>. Metadata and filters added to it apply to
/// all of them.
/// </summary>
public sealed class ExpressGroup : ExpressRouter, IEndpointConventionBuilder
{
    private readonly ExpressApp _app;
    private readonly RouteGroupBuilder _group;
    private readonly List<Middleware> _middleware = [];

    private ExpressGroup(ExpressApp app, RouteGroupBuilder group)
    {
        _app = app;
        _group = group;

        // Finally, because only then the route's own delegate is made; inner groups have their turn before outer ones.
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            if (_middleware.Count > 0 && endpoint.RequestDelegate is { } inner)
                endpoint.RequestDelegate = MiddlewareChain.Compose(_middleware, inner);
        });
    }

    private protected override ExpressApp App => _app;

    private protected override ICollection<EndpointDataSource> Sources => ((IEndpointRouteBuilder)_group).DataSources;

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => ((IEndpointConventionBuilder)_group).Add(convention);

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finalConvention) =>
        ((IEndpointConventionBuilder)_group).Finally(finalConvention);

    internal static ExpressGroup Create(ExpressApp app, ExpressRouter outer, string prefix, SourceLocation at)
    {
        try
        {
            RoutePatternFactory.Parse(prefix);
        }
        catch (RoutePatternException e)
        {
            app.Registrations.Fault("Group", prefix, at, e.Message);

            // Its routes are still checked, under a prefix no other group has.
            prefix = $"/{Guid.NewGuid():n}";
        }

        return new ExpressGroup(app, outer.MapGroup(prefix));
    }

    private protected override void AddMiddleware(Middleware middleware) => _middleware.Add(middleware);
}
