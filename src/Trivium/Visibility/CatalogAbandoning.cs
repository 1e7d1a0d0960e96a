using Trivium.Storage;
using Trivium.Visibility.Operations;

namespace Trivium.Visibility;

/// <summary>Giving up an ingestion whose generation may not be known to whoever gives it up.</summary>
internal static class CatalogAbandoning
{
    /// <summary>Gives it up; the generation to purge, or null when it had none.</summary>
    public static async Task<long?> AbandonAsync(
        this CatalogWriter catalog,
        string tenant,
        string documentId,
        string instanceId,
        long? generation,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            AbandonOutcome outcome = await catalog.ExecuteAsync(
                tenant, new Abandon(documentId, instanceId, generation), meter, cancellationToken);
            if (outcome.Done) return outcome.Generation;

            generation = outcome.Generation;
        }
    }
}
