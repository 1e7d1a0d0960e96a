using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trivium.Express.Tests;

/// <summary>Makes apps with real services.</summary>
internal static class Apps
{
    public static ServiceProvider Services(Action<IServiceCollection>? add = null, Action<ExpressApp>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddExpress(configure);
        add?.Invoke(services);
        return services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public static ExpressApp Of(Action<ExpressApp> configure, Action<IServiceCollection>? add = null)
    {
        var app = new ExpressApp(Services(add));
        configure(app);
        return app;
    }

    public static ExpressApp Of(Action<ExpressApp> configure, RecordedLog log) =>
        Of(configure, services => services
            .AddSingleton<ILoggerProvider>(log)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug)));

    public static IReadOnlyList<string> FaultsOf(
        Action<ExpressApp> configure, Action<IServiceCollection>? add = null) =>
        Assert.Throws<ExpressBuildException>(() => Of(configure, add).Build()).Faults;
}
