using Microsoft.AspNetCore.Builder;

namespace Trivium.Express;

/// <summary>Which key an Azure Functions host wants for a route; other hosts do not look at it.</summary>
public enum AuthLevel
{
    /// <summary>None.</summary>
    Anonymous,

    /// <summary>A key of the function or the host.</summary>
    Function,

    /// <summary>The master key.</summary>
    Admin,
}

/// <summary>Sets the auth level of routes and groups.</summary>
public static class AuthLevelConvention
{
    /// <summary>Sets the auth level; without it a route is <see cref="Express.AuthLevel.Anonymous"/>.</summary>
    /// <param name="builder">A route, or a group whose routes do not say otherwise.</param>
    /// <param name="level">The level.</param>
    /// <typeparam name="TBuilder">A route or a group.</typeparam>
    public static TBuilder AuthLevel<TBuilder>(this TBuilder builder, AuthLevel level)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AuthLevelMetadata(level));
}

/// <summary>The auth level, as endpoint metadata.</summary>
internal sealed record AuthLevelMetadata(AuthLevel Level);
