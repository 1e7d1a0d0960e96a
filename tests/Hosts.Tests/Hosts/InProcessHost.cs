using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trivium.Cosmos.Embedded;
using Trivium.Durable.Embedded;
using Trivium.Express;

namespace Trivium.Hosts.Tests.Hosts;

/// <summary>The app without a server, on engines in memory and a temporary folder.</summary>
public sealed class InProcessHost : ContractHost
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("trivium-");
    private readonly EmbeddedCosmos _cosmos = EmbeddedCosmos.Open(new());
    private IHost _host = null!;

    protected override async Task<HttpClient> OpenAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => _cosmos.CreateClient());
        builder.Services.AddTrivium(options => options.RequestUnitsAreEstimated = true);
        builder.Services.AddExpress(TriviumApp.Configure);
        builder.Services.AddEmbeddedOrchestrations(engine =>
        {
            engine.DatabasePath = Path.Combine(_directory.FullName, "orchestrations.db");
            engine.Durability = StorageDurability.Process;
            engine.Catalog = services => services.GetRequiredService<ExpressApp>().Durable;
        });
        builder.Services.AddEmbeddedOrchestrationManagement();
        _host = builder.Build();
        await _host.StartAsync();
        return new(new ExpressHandler(_host.Services.GetRequiredService<ExpressApp>()))
        {
            BaseAddress = new Uri("http://in-process"),
        };
    }

    protected override async Task CloseAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _cosmos.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
