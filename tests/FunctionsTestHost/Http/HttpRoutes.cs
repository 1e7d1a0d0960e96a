using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;

namespace Trivium.FunctionsTestHost;

/// <summary>
/// The Functions host's choice of a function: routes are tried in the order of the functions' names (ordinal, case
/// ignored), not by how specific they are, and the first whose template and method fit is taken.
/// </summary>
public sealed class HttpRoutes
{
    private readonly List<Route> _routes;

    /// <summary>Of the functions that have an HTTP trigger.</summary>
    public HttpRoutes(IEnumerable<WorkerFunction> functions) => _routes = [.. functions
        .Where(function => function.TriggerType == "httpTrigger")
        .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
        .Select(function => new Route(function))];

    /// <summary>The function that takes a request; null: none, which the host answers with 404 itself.</summary>
    public WorkerFunction? Match(string method, PathString path) =>
        _routes.FirstOrDefault(route => route.Takes(method, path))?.Function;

    private sealed class Route(WorkerFunction function)
    {
        private readonly TemplateMatcher _matcher = new(
            TemplateParser.Parse(function.Trigger.GetProperty("route").GetString()!), []);

        private readonly string[]? _methods = function.Trigger.TryGetProperty("methods", out var methods)
            ? [.. methods.EnumerateArray().Select(method => method.GetString()!)]
            : null;

        public WorkerFunction Function => function;

        public bool Takes(string method, PathString path) =>
            (_methods is null || _methods.Contains(method, StringComparer.OrdinalIgnoreCase))
            && _matcher.TryMatch(path, []);
    }
}
