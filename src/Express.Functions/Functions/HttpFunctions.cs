using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Trivium.Express.Functions;

/// <summary>The routes of an app as functions.</summary>
internal static class HttpFunctions
{
    private static readonly string[] _reserved = ["admin", "runtime"];

    /// <summary>
    /// One function per route. Routes that differ only in what the Functions host does not look at (accepted content
    /// types, host names) share one, for the host refuses two functions with one route and method.
    /// </summary>
    public static IEnumerable<FunctionDescription> Of(
        IReadOnlyList<ExpressRoute> routes, FunctionNames names, ICollection<string> faults)
    {
        var taken = new Dictionary<string, ExpressRoute>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            var pattern = route.Endpoint.RoutePattern;
            if (IsFallback(pattern))
            {
                if (route.AuthLevel != AuthLevel.Anonymous)
                {
                    faults.Add(
                        $"{Label(route)}: it wants the key level {route.AuthLevel}, and on the Functions host an anonymous "
                        + "function serves it; give it a path.");
                }

                continue;
            }

            if (IsReserved(pattern, out var reserved))
            {
                faults.Add(
                    $"{Label(route)}: paths that begin with '{reserved}' belong to the Functions host; give it another one.");
                continue;
            }

            if (Free(route, taken, faults) is not { } methods)
                continue;
            yield return new FunctionDescription(
                names.TakeFor(pattern, methods),
                FunctionEntryPoints.Of(nameof(FunctionEntryPoints.Http)),
                [
                    Bindings.HttpTrigger(route.Pattern.Trim('/'), methods, route.AuthLevel),
                    Bindings.DurableClient(),
                    Bindings.HttpOutput(),
                ],
                route.AuthLevel);
        }
    }

    /// <summary>True for what the fallback serves: the host takes an empty route to mean the function's name.</summary>
    private static bool IsFallback(RoutePattern pattern) =>
        pattern.PathSegments is [] or [{ Parts: [RoutePatternParameterPart { IsCatchAll: true }] }];

    private static bool IsReserved(RoutePattern pattern, out string? prefix)
    {
        var first = pattern.PathSegments[0].Parts[0] as RoutePatternLiteralPart;
        prefix = Array.Find(
            _reserved, word => first?.Content.StartsWith(word, StringComparison.OrdinalIgnoreCase) ?? false);
        return prefix is not null;
    }

    /// <summary>The methods of a route that no earlier one of its shape has taken; null when none is left.</summary>
    private static IReadOnlyList<string>? Free(
        ExpressRoute route, Dictionary<string, ExpressRoute> taken, ICollection<string> faults)
    {
        var shape = ShapeOf(route.Endpoint.RoutePattern);
        if (route.Methods.Count == 0)
            return Take(route, $"* {shape}", taken, faults) ? [] : null;
        string[] free = [.. route.Methods.Where(method => Take(route, $"{method} {shape}", taken, faults))];
        return free.Length == 0 ? null : free;
    }

    private static bool Take(
        ExpressRoute route, string key, Dictionary<string, ExpressRoute> taken, ICollection<string> faults)
    {
        if (taken.TryAdd(key, route))
            return true;
        if (taken[key].AuthLevel != route.AuthLevel)
        {
            faults.Add(
                $"{Label(route)}: it wants the key level {route.AuthLevel}, and {Label(taken[key])}, one function with it, "
                + $"wants {taken[key].AuthLevel}; give them one level.");
        }

        return false;
    }

    private static string ShapeOf(RoutePattern pattern)
    {
        var shape = new StringBuilder();
        foreach (var segment in pattern.PathSegments)
        {
            shape.Append('/');
            foreach (var part in segment.Parts)
            {
                if (part is RoutePatternParameterPart parameter)
                {
                    shape.Append('{').Append(parameter.ParameterKind);
                    shape.AppendJoin(':', parameter.ParameterPolicies.Select(policy => policy.Content)).Append('}');
                }
                else
                {
                    shape.Append((part as RoutePatternLiteralPart)?.Content.ToLowerInvariant() ?? "?");
                }
            }
        }

        return shape.ToString();
    }

    private static string Label(ExpressRoute route)
    {
        var method = route.Methods is [var first, ..] ? first : "*";
        return $"Route '{method} {route.Pattern}'{(route.RegisteredAt is { } at ? $" ({at})" : "")}";
    }
}
