using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Trivium.Express;

/// <summary>Puts an app into a host.</summary>
public static class ExpressServices
{
    /// <summary>
    /// Registers the app as a singleton <see cref="ExpressApp"/>, and what it needs. Several calls add up. Whoever
    /// asks for the app gets it built.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Registers routes, activities and so on.</param>
    public static IServiceCollection AddExpress(this IServiceCollection services, Action<ExpressApp>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.AddOptions();
        services.AddRouting();

        // A bad request is an exception, in every environment, so that its message reaches the caller.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

        // Routing wants it, and only a web host brings it.
        services.TryAddSingleton(_ => new DiagnosticListener("Microsoft.AspNetCore"));
        services.TryAddSingleton<ExpressMarker>();
        if (configure is not null)
            services.AddSingleton(new ExpressConfiguration(configure));
        services.TryAddSingleton(provider =>
        {
            var app = new ExpressApp(provider);
            foreach (var configuration in provider.GetServices<ExpressConfiguration>())
                configuration.Configure(app);
            return app.BuildOnFirstUse();
        });
        return services;
    }

    /// <summary>
    /// Fires the app's timers in this process, from the start of the host to its end. For hosts without timer triggers.
    /// </summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddExpressTimers(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<TimerLoops>();
        return services;
    }

    /// <summary>
    /// Ends the pipeline with the app of <see cref="AddExpress"/>: every request that gets here is the app's.
    /// </summary>
    /// <exception cref="ExpressBuildException">The app has faults.</exception>
    public static IApplicationBuilder UseExpress(this IApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var app = builder.ApplicationServices.GetRequiredService<ExpressApp>();
        builder.Run(app.RequestDelegate);
        return builder;
    }
}

/// <summary>Says that the services of Express are there.</summary>
internal sealed class ExpressMarker;

/// <summary>One call of <see cref="ExpressServices.AddExpress"/>.</summary>
internal sealed record ExpressConfiguration(Action<ExpressApp> Configure);
