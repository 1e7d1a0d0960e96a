using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trivium.Cosmos.Embedded;
using Trivium.Durable.Embedded;
using Trivium.Express;

namespace Trivium.Tests.Support;

/// <summary>What outlives a process: the account and the engine's database. Apps are started on it, one after another or at once.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("trivium-");

    public TestStore(ConsistencyLevel consistency = ConsistencyLevel.Strong) =>
        Cosmos = EmbeddedCosmos.Open(new() { TimeProvider = Time, Consistency = consistency });

    public TestTime Time { get; } = new();

    public EmbeddedCosmos Cosmos { get; }

    /// <summary>Starts a process on this store.</summary>
    /// <param name="faults">Stands between its client and the account; null: nothing does.</param>
    /// <param name="configure">Changes its settings.</param>
    /// <param name="services">Registers services in place of the app's own.</param>
    /// <param name="engine">The file of its orchestrations; processes that run at once need one each.</param>
    public async Task<TestApp> StartAsync(
        DelegatingHandler? faults = null,
        Action<TriviumOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        string engine = "orchestrations.db")
    {
        HttpMessageHandler handler = Cosmos.CreateHandler();
        if (faults is not null)
        {
            faults.InnerHandler = handler;
            handler = faults;
        }

        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(Cosmos.CreateClient(
            options =>
            {
                options.HttpClientFactory = () => new HttpClient(handler, disposeHandler: false);

                // Else the SDK looks for other regions, a second at a time, before it reports a fault.
                options.LimitToEndpoint = true;
            }));
        services?.Invoke(builder.Services);
        builder.Services.AddTrivium(options =>
        {
            options.RequestUnitsAreEstimated = true;
            configure?.Invoke(options);
        });
        builder.Services.AddExpress(TriviumApp.Configure);
        builder.Services.AddEmbeddedOrchestrations(options =>
        {
            options.DatabasePath = Path.Combine(_directory.FullName, engine);
            options.Durability = StorageDurability.Process;
            options.ShutdownGracePeriod = TimeSpan.Zero;
            options.Catalog = provider => provider.GetRequiredService<ExpressApp>().Durable;
        });
        IHost host = builder.Build();
        await host.StartAsync();
        return new(host, Time);
    }

    public async ValueTask DisposeAsync()
    {
        await Cosmos.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
