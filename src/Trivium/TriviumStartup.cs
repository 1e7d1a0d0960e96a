using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trivium.Ingestion;
using Trivium.Reembedding;
using Trivium.Storage;

namespace Trivium;

/// <summary>
/// Opens the store before anything else of the host starts, and takes up what the last run left once all of it has.
/// </summary>
internal sealed class TriviumStartup(
    TriviumOptions options,
    DatabaseProvisioning provisioning,
    ReembeddingStart reembedding,
    Sweep sweep,
    ILogger<TriviumStartup> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await provisioning.EnsureCreatedAsync(cancellationToken);
        await reembedding.WantOwnEmbedderAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!options.SweepAtStart) return;

        try
        {
            await sweep.RunAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            IngestionLog.SweepFailed(logger, exception);
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
