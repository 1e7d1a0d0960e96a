using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trivium.Express.Functions;

/// <summary>
/// Keeps a route that wants a key of the Functions host from being reached through a function that asks for none.
/// Names see to it that the host chooses the right function; this is for patterns that no name can order.
/// </summary>
internal sealed class KeyGuard(IServiceProvider services, CurrentInvocation current, ILogger<KeyGuard> log)
{
    // Read at the first request: the guard is made while the app is still being registered.
    private readonly Lazy<FrozenDictionary<Endpoint, ExpressRoute>> _wanted = new(() => services
        .GetRequiredService<ExpressApp>().Routes
        .Where(route => route.AuthLevel != AuthLevel.Anonymous)
        .ToFrozenDictionary(route => (Endpoint)route.Endpoint));

    private readonly Lazy<FrozenDictionary<string, AuthLevel>> _asked = new(() => services
        .GetRequiredService<FunctionTable>().Functions
        .ToFrozenDictionary(function => function.Name, function => function.AuthLevel, StringComparer.Ordinal));

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (_wanted.Value.Count == 0
            || context.GetEndpoint() is not { } endpoint
            || !_wanted.Value.TryGetValue(endpoint, out var route))
            return next(context);

        var function = current.Context?.FunctionDefinition.Name ?? "";
        var asked = _asked.Value.GetValueOrDefault(function, AuthLevel.Anonymous);
        if (asked >= route.AuthLevel)
            return next(context);
        FunctionsLog.KeyBypassed(log, route.Pattern, route.AuthLevel, function, asked);
        return Problem.Of(ProblemCodes.Forbidden, "The key that was asked for does not open this address.")
            .ExecuteAsync(context);
    }
}
