using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Trivium.Durable.Embedded;
using Trivium.Express;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the embedded orchestration engine to a host.</summary>
public static class EmbeddedOrchestrationServices
{
    /// <summary>
    /// Adds the <see cref="OrchestrationEngine"/>, which starts and stops with the host, and its
    /// <see cref="IOrchestrationClient"/>. Clock and logs are the host's.
    /// </summary>
    /// <exception cref="ArgumentException">An option is outside its range; the message has every fault.</exception>
    public static IServiceCollection AddEmbeddedOrchestrations(
        this IServiceCollection services, Action<EmbeddedOrchestrationOptions>? configure = null)
    {
        var options = new EmbeddedOrchestrationOptions();
        configure?.Invoke(options);
        options.Validate();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new OrchestrationEngine(
            options.Catalog?.Invoke(provider) ?? provider.GetRequiredService<DurableCatalog>(),
            provider,
            options.DatabasePath is { } path
                ? OrchestrationStore.Sqlite(path, options.Durability)
                : OrchestrationStore.InMemory(),
            provider.GetRequiredService<TimeProvider>(),
            options,
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IOrchestrationClient>(
            provider => provider.GetRequiredService<OrchestrationEngine>().Client);
        services.AddHostedService(provider => provider.GetRequiredService<OrchestrationEngine>());
        return services;
    }

    /// <summary>
    /// Serves the Durable Functions management API under <c>/runtime/webhooks/durabletask</c> over the engine of
    /// <see cref="AddEmbeddedOrchestrations"/>, and registers where it is (<see cref="IOrchestrationManagement"/>).
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="thisMachineOnly">
    /// Refuses callers from elsewhere; only for apps whose own middleware asks callers who they are is it false.
    /// </param>
    public static IServiceCollection AddEmbeddedOrchestrationManagement(
        this IServiceCollection services, bool thisMachineOnly = true)
    {
        services.TryAddSingleton<IOrchestrationManagement, LocalManagementUris>();
        return services.AddExpress(app => DurableManagementRoutes.Map(app, thisMachineOnly));
    }
}
