using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Trivium.Express.Functions;

/// <summary>Puts an app into an Azure Functions isolated worker.</summary>
public static class ExpressFunctions
{
    /// <summary>
    /// Makes the app of <see cref="ExpressServices.AddExpress"/> the function app: every route, timer and activity a
    /// function of its own, every orchestration a Durable Functions orchestration, and one more function for the
    /// requests that no route takes. Also registers <see cref="IOrchestrationClient"/>. The app and its functions are
    /// checked when the host starts, before it talks to the Functions host.
    /// </summary>
    /// <param name="builder">The worker's builder. ASP.NET Core integration is switched on.</param>
    /// <returns>The builder.</returns>
    public static FunctionsApplicationBuilder UseExpress(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureFunctionsWebApplication();
        var services = builder.Services;
        services.AddExpress(app => app.Use(app.Services.GetRequiredService<KeyGuard>().InvokeAsync));
        services.AddSingleton<KeyGuard>();

        services.Configure<KestrelServerOptions>(options =>
        {
            // The Functions host has a limit of its own, and the app one per route; a third one would only confuse.
            options.Limits.MaxRequestBodySize = null;

            // What serves the app is nobody's business; the other hosts do not tell either.
            options.AddServerHeader = false;
        });

        services.AddSingleton<FunctionTable>();
        services.AddSingleton<IFunctionMetadataTransformer, FunctionTableTransformer>();
        services.AddHostedService<StartupCheck>();

        services.AddSingleton<CurrentInvocation>();
        services.AddSingleton<HttpInvocation>();
        services.AddSingleton<TimerInvocation>();
        services.AddSingleton<ActivityInvocation>();
        services.DecorateExecutor();

        services.AddSingleton<DurableClientBinding>();
        services.TryAddSingleton<IOrchestrationClient, FunctionsOrchestrationClient>();
        services.TryAddSingleton<IOrchestrationManagement, DurableManagementUris>();
        var durable = builder.ConfigureDurableWorker();
        services.AddOptions<DurableTaskRegistry>(durable.Name).Configure<ExpressApp>(AddOrchestrators);
        return builder;
    }

    private static void AddOrchestrators(DurableTaskRegistry registry, ExpressApp app)
    {
        foreach (var orchestration in app.Durable.Orchestrations.Values)
            registry.AddOrchestrator(orchestration.Name, () => new FunctionsOrchestrator(orchestration));
    }

    /// <summary>
    /// Puts our executor before the worker's. It is found by injection, also by the durable extension, which runs an
    /// activity through it and turns what it throws into failure details.
    /// </summary>
    private static void DecorateExecutor(this IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IFunctionExecutor));
        services.AddSingleton<IFunctionExecutor>(provider => new ExpressFunctionExecutor(
            (IFunctionExecutor)(inner.ImplementationInstance
                ?? inner.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)),
            provider));
    }
}
