using Microsoft.AspNetCore.Server.Kestrel.Core;
using Trivium.Cosmos.Embedded;
using Trivium.Durable.Embedded;
using Trivium.Express;

namespace Trivium.LocalHost.Hosting;

/// <summary>Which part goes where: the one place that knows them all.</summary>
internal static class Composition
{
    public static EmbeddedCosmos OpenCosmos(LocalHostOptions options, DataDirectory data) =>
        EmbeddedCosmos.Open(new EmbeddedCosmosOptions
        {
            DatabasePath = data.CosmosDatabase,
            Durability = options.Durability == HostDurability.Disk ? Durability.Disk : Durability.Process,
        });

    public static WebApplication Build(
        LocalHostOptions options, LocalHostSettings settings, DataDirectory data, EmbeddedCosmos cosmos)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Trivium.LocalHost" });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, settings.Address, options.Port));

        builder.Services.AddSingleton(TimeProvider.System);
        // There is one region, in this process: without this the SDK looks for others before it reports a fault.
        builder.Services.AddSingleton(_ => cosmos.CreateClient(client => client.LimitToEndpoint = true));
        builder.Services.AddEmbeddedOrchestrations(engine =>
        {
            engine.DatabasePath = data.OrchestrationDatabase;
            engine.Durability = options.Durability == HostDurability.Disk ? StorageDurability.Disk : StorageDurability.Process;
            engine.Catalog = services => services.GetRequiredService<ExpressApp>().Durable;
        });
        builder.Services.AddTrivium(trivium =>
        {
            trivium.RequestUnitsAreEstimated = true;
            settings.Configure(trivium);
        });
        builder.Services.AddExpress(app =>
        {
            // With keys no page gets in without one, and the host has names the guard does not know.
            if (!settings.KeysAreRequired) app.Use(LoopbackGuard.InvokeAsync);
            TriviumApp.Configure(app);
        });
        builder.Services.AddEmbeddedOrchestrationManagement(thisMachineOnly: !settings.KeysAreRequired);
        builder.Services.AddExpressTimers();

        WebApplication web = builder.Build();
        web.UseExpress();
        return web;
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress address, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(address.Address, port);
    }
}
