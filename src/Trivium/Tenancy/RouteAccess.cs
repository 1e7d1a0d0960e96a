using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Trivium.Tenancy;

/// <summary>What a route asks of its caller; each asks more than those before it.</summary>
internal enum RouteAccess
{
    /// <summary>Nothing, not even a key.</summary>
    Everyone,

    /// <summary>Any key: there is no such route, and only callers are told so.</summary>
    AnyCaller,

    /// <summary>Reading, searching, asking.</summary>
    Reader,

    /// <summary>Documents, uploads, ingestions.</summary>
    Writer,

    /// <summary>The tenant's keys and its health.</summary>
    Admin,

    /// <summary>What belongs to no tenant.</summary>
    Operator,
}

/// <summary>Declares what routes ask of their callers, as endpoint metadata.</summary>
internal static class RouteAccessConvention
{
    /// <summary>Declares it; a route's own word counts before its group's.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, RouteAccess access)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RouteAccessMetadata(access));

    /// <summary>
    /// What an endpoint asks. A route that does not say is the operator's alone: one that was forgotten, or that a host
    /// brings (the durable management API).
    /// </summary>
    public static RouteAccess AccessOf(this Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<RouteAccessMetadata>()?.Access
            ?? (endpoint is RouteEndpoint ? RouteAccess.Operator : RouteAccess.AnyCaller);
}

/// <summary>What a route asks of its caller.</summary>
internal sealed record RouteAccessMetadata(RouteAccess Access);
