using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Trivium.Express;

/// <summary>
/// What a route takes, as text: two routes with a key in common can both take a request, and routing would refuse to
/// choose. Names of parameters do not matter; constraints, order, host and accepted content types tell routes apart.
/// </summary>
internal static class RouteKeys
{
    public static IEnumerable<string> Of(RouteEndpoint endpoint)
    {
        var rest = Rest(endpoint);
        var methods = RouteTable.Methods(endpoint);
        return methods.Count == 0 ? [$"* {rest}"] : methods.Select(method => $"{method} {rest}");
    }

    private static string Rest(RouteEndpoint endpoint)
    {
        var key = new StringBuilder();
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            key.Append('/');
            foreach (var part in segment.Parts)
                Append(key, part);
        }

        key.Append(' ').Append(endpoint.Order);
        key.Append(' ').AppendJoin(',', endpoint.Metadata.GetMetadata<IHostMetadata>()?.Hosts ?? []);
        key.Append(' ').AppendJoin(',', endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? []);
        return key.ToString();
    }

    private static void Append(StringBuilder key, RoutePatternPart part)
    {
        switch (part)
        {
            case RoutePatternLiteralPart literal:
                key.Append(literal.Content.ToLowerInvariant());
                break;
            case RoutePatternSeparatorPart separator:
                key.Append(separator.Content);
                break;
            case RoutePatternParameterPart parameter:
                key.Append('{').Append(parameter.ParameterKind);
                foreach (var policy in parameter.ParameterPolicies)
                    key.Append(':').Append(policy.Content);
                key.Append('}');
                break;
            default:
                throw new InvalidOperationException($"Route patterns have no part {part.GetType().Name}.");
        }
    }
}
