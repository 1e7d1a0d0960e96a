using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Trivium.Express;

/// <summary>The routes of an app, made once from what was registered, and what is wrong with them.</summary>
internal sealed record RouteTable(IReadOnlyList<Endpoint> Endpoints, IReadOnlyList<ExpressRoute> Routes)
{
    public static RouteTable Create(
        IEnumerable<EndpointDataSource> sources, Registrations registrations, IServiceProvider services)
    {
        var endpoints = Materialize(sources, registrations);
        var names = new RouteNames();
        var policies = services.GetRequiredService<ParameterPolicyFactory>();
        var seen = new Dictionary<string, RouteEndpoint>(StringComparer.Ordinal);
        var seenNames = new Dictionary<string, RouteEndpoint>(StringComparer.OrdinalIgnoreCase);
        var routes = new List<ExpressRoute>();
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            CheckPolicies(endpoint, policies, registrations);
            CheckUnique(endpoint, seen, seenNames, registrations);
            routes.Add(new ExpressRoute(
                names.NameOf(endpoint),
                Methods(endpoint),
                PatternOf(endpoint),
                endpoint.Metadata.GetMetadata<AuthLevelMetadata>()?.Level ?? AuthLevel.Anonymous,
                endpoint.Metadata.GetMetadata<RouteSource>()?.At,
                endpoint,
                endpoint.RequestDelegate!));
        }

        return new RouteTable(endpoints, routes);
    }

    internal static IReadOnlyList<string> Methods(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    internal static string PatternOf(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText ?? "";

    private static List<Endpoint> Materialize(IEnumerable<EndpointDataSource> sources, Registrations registrations)
    {
        var endpoints = new List<Endpoint>();
        foreach (var source in sources)
        {
            try
            {
                endpoints.AddRange(source.Endpoints);
            }
            catch (Exception e)
            {
                // Mapped by ASP.NET Core's own methods: it is not known where, nor which of the source's routes it is.
                registrations.Fault("Routes", source.ToString() ?? "", null, e.Message);
            }
        }

        return endpoints;
    }

    private static void CheckPolicies(
        RouteEndpoint endpoint, ParameterPolicyFactory policies, Registrations registrations)
    {
        foreach (var (name, references) in endpoint.RoutePattern.ParameterPolicies)
        {
            foreach (var reference in references)
            {
                try
                {
                    policies.Create(endpoint.RoutePattern.GetParameter(name), reference);
                }
                catch (Exception e)
                {
                    Fault(registrations, endpoint, e.Message);
                }
            }
        }
    }

    private static void CheckUnique(
        RouteEndpoint endpoint,
        Dictionary<string, RouteEndpoint> seen,
        Dictionary<string, RouteEndpoint> seenNames,
        Registrations registrations)
    {
        foreach (var key in RouteKeys.Of(endpoint))
        {
            if (!seen.TryAdd(key, endpoint))
            {
                Fault(registrations, endpoint, $"it takes the same requests as {Describe(seen[key])}");
                break;
            }
        }

        if (endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName is { } name
            && !seenNames.TryAdd(name, endpoint))
        {
            Fault(registrations, endpoint, $"its name '{name}' is also that of {Describe(seenNames[name])}");
        }
    }

    private static void Fault(Registrations registrations, RouteEndpoint endpoint, string message) =>
        registrations.Fault("Route", Label(endpoint), endpoint.Metadata.GetMetadata<RouteSource>()?.At, message);

    private static string Describe(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RouteSource>() is { } source
            ? $"{Label(endpoint)} ({source.At})"
            : Label(endpoint);

    private static string Label(RouteEndpoint endpoint) =>
        $"{(Methods(endpoint) is [var method, ..] ? method : "*")} {PatternOf(endpoint)}";
}
