using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Trivium.Express;

/// <summary>A route of a built app.</summary>
/// <param name="Name">
/// Its endpoint name (<c>WithName</c>) or one made of pattern and method (<c>v1-docs-_id-get</c>); unique in the app.
/// </param>
/// <param name="Methods">Its methods in upper case, GET before HEAD; empty for any.</param>
/// <param name="Pattern">Its whole pattern, prefixes of groups included.</param>
/// <param name="AuthLevel">The key an Azure Functions host wants.</param>
/// <param name="RegisteredAt">Where it was registered; null for one mapped by ASP.NET Core's own methods.</param>
/// <param name="Endpoint">The endpoint, with all metadata.</param>
/// <param name="RequestDelegate">
/// The app's middleware and the route, with errors answered, for hosts that route themselves. The context must bring
/// route values; the endpoint is set here.
/// </param>
public sealed record ExpressRoute(
    string Name,
    IReadOnlyList<string> Methods,
    string Pattern,
    AuthLevel AuthLevel,
    SourceLocation? RegisteredAt,
    RouteEndpoint Endpoint,
    RequestDelegate RequestDelegate);
