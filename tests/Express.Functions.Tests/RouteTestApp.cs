using Microsoft.Extensions.DependencyInjection;

namespace Trivium.Express.Functions.Tests;

/// <summary>Apps made of a few registrations.</summary>
internal static class RouteTestApp
{
    public static ExpressApp With(Action<ExpressApp> configure) => new ServiceCollection()
        .AddExpress(configure).BuildServiceProvider().GetRequiredService<ExpressApp>();

    public static FunctionTable Table(Action<ExpressApp> configure) => new(With(configure));

    public static string[] Names(Action<ExpressApp> configure) =>
        [.. Table(configure).Functions.Select(function => function.Name)];
}
