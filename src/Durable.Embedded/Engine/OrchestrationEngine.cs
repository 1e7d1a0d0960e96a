using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>
/// Runs the orchestrations and activities of a catalog in this process. Everything it has answered for is in its store;
/// after any end of the process it goes on at the next start where the store stands.
/// </summary>
public sealed class OrchestrationEngine : IHostedService, IAsyncDisposable
{
    private readonly Func<EngineRun> _newRun;
    private readonly SemaphoreSlim _switching = new(1, 1);
    private volatile EngineRun? _run;

    /// <summary>Makes an engine; it does nothing before <see cref="StartAsync"/>.</summary>
    /// <param name="catalog">The orchestrations and activities.</param>
    /// <param name="services">Where activities get their services; each call has a scope of its own.</param>
    /// <param name="store">Where instances are kept. The engine opens it, uses it alone, and closes it when it
    /// stops.</param>
    /// <param name="timeProvider">The clock, of timers too.</param>
    /// <param name="options">The options.</param>
    /// <param name="loggerFactory">The logs.</param>
    /// <exception cref="ArgumentException">An option is outside its range; the message has every fault.</exception>
    public OrchestrationEngine(
        DurableCatalog catalog,
        IServiceProvider services,
        OrchestrationStore store,
        TimeProvider timeProvider,
        EmbeddedOrchestrationOptions options,
        ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _newRun = () => new(catalog, services, store, timeProvider, options, loggerFactory);
        Client = new EmbeddedOrchestrationClient(this);
    }

    /// <summary>Starts, watches and steers instances; usable while the engine runs.</summary>
    public IOrchestrationClient Client { get; }

    /// <summary>
    /// Opens the store and takes up what is unfinished in it. Does nothing when the engine runs already.
    /// </summary>
    /// <exception cref="OrchestrationStoreException">The store is in use, of a newer version, or not a
    /// database.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _switching.WaitAsync(cancellationToken);
        try
        {
            if (_run is not null) return;
            EngineRun run = _newRun();
            await run.StartAsync(cancellationToken);
            _run = run;
        }
        finally
        {
            _switching.Release();
        }
    }

    /// <summary>
    /// Starts no more work, gives running activities <see cref="EmbeddedOrchestrationOptions.ShutdownGracePeriod"/> to
    /// end,
    /// cancels them, and closes the store. What was not recorded by then runs again at the next start.
    /// </summary>
    /// <param name="cancellationToken">Ends the grace period.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _switching.WaitAsync(CancellationToken.None);
        try
        {
            EngineRun? run = _run;
            _run = null;
            if (run is not null) await run.StopAsync(cancellationToken);
        }
        finally
        {
            _switching.Release();
        }
    }

    /// <summary>Stops without a grace period.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(new CancellationToken(canceled: true));

    /// <summary>What the engine is made of.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    internal EngineParts Parts() => _run?.Parts
        ?? throw new InvalidOperationException(
            "The orchestration engine does not run. Start it, or the host it belongs to, first.");
}
