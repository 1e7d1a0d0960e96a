using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Trivium.Express;
using Trivium.Storage;
using Trivium.Storage.Pacing;
using Trivium.Visibility;

namespace Trivium.Reembedding;

/// <summary>
/// Says at the start of an instance which embedder all tenants are to have, and starts the orchestrations of those that do
/// not have it. Only a start decides: instances with old and new settings run beside each other while an app is deployed, and
/// the one that started last is right.
/// </summary>
internal sealed class ReembeddingStart(
    TriviumDatabase database,
    CatalogWriter catalog,
    Embedders embedders,
    ReembeddingRecords records,
    IOrchestrationClient client,
    TriviumOptions options,
    RequestUnitPacer pacer,
    TimeProvider time,
    ILogger<ReembeddingStart> logger)
{
    /// <summary>4 tenants at a time: ingestions and searches go on beside them.</summary>
    private const int ParallelMax = 4;

    /// <summary>5 min: how long after documents could not be embedded it is tried again.</summary>
    private static readonly TimeSpan _retryAfter = TimeSpan.FromMinutes(5);

    private DateTimeOffset _startedAt;

    /// <summary>Tells every tenant, before the first request is served.</summary>
    public async Task WantOwnEmbedderAsync(CancellationToken cancellationToken)
    {
        if (!options.Reembed) return;

        var meter = new RequestUnitMeter(pacer, time);
        EmbedderIdentity own = embedders.Own.Identity;
        _startedAt = time.GetUtcNow();
        QueryDefinition query = new QueryDefinition(
            "SELECT * FROM c WHERE c.kind = 'control' AND (NOT IS_DEFINED(c.serving) OR c.serving.fingerprint != @own "
            + "OR c.wantedEmbedder.fingerprint != @own)")
            .WithParameter("@own", own.Fingerprint);
        int count = 0;
        await foreach (ControlItem control in database.Catalog.QueryAsync<ControlItem>(query, null, meter, cancellationToken))
        {
            ChunkSet? serving = control.Serving is null
                ? await ServingBeforeSetsAsync(control.Tenant, meter, cancellationToken)
                : null;
            ControlItem now = await catalog.ExecuteAsync(
                control.Tenant, new WantEmbedder(own, serving), meter, cancellationToken);
            if (now.HasReembedding()) count++;
        }

        if (count > 0) ReembeddingLog.Wanted(logger, count, own.Model);
    }

    /// <summary>Starts what is to be done and does not run; how many were started.</summary>
    public async Task<int> StartAsync(RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (!options.Reembed) return 0;

        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.kind = 'control' AND (IS_DEFINED(c.filling) OR c.serving.hasGaps = true "
            + "OR ARRAY_LENGTH(c.retiring) > 0)");
        int running = 0;
        int started = 0;
        await foreach (ControlItem control in database.Catalog.QueryAsync<ControlItem>(query, null, meter, cancellationToken))
        {
            if (running == ParallelMax) break;
            if (!await IsDueAsync(control, meter, cancellationToken)) continue;

            running++;
            if (await TryStartAsync(control.Tenant, cancellationToken)) started++;
        }

        return started;
    }

    private async Task<bool> IsDueAsync(ControlItem control, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        if (control.FillTarget() is not { } target || control.Retiring.Count > 0) return control.HasReembedding();

        // Vectors that are missing where the set answers can only be made with its own embedder.
        if (control.Filling is null && embedders.Find(target) is null) return false;

        ReembeddingItem? record = await records.ReadAsync(control.Tenant, target.Run, meter, cancellationToken);
        return record is not { State: ReembeddingState.Failed }
            || record.UpdatedAt < _startedAt
            || record.UpdatedAt + _retryAfter <= time.GetUtcNow();
    }

    private async Task<bool> TryStartAsync(string tenant, CancellationToken cancellationToken)
    {
        // The colon is in no document id, so no ingestion has such an id.
        string instanceId = $"reembed:{tenant}";
        try
        {
            await client.Start(
                Reembed.Run,
                new ReembedRequest(tenant),
                new StartOrchestrationOptions { InstanceId = instanceId },
                cancellationToken);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            ReembeddingLog.StartFailed(logger, exception, instanceId);
            return false;
        }
    }

    /// <summary>
    /// What answers in a tenant of a release that had the embedder's fingerprint at the end of the pipeline version; null
    /// where no document says it.
    /// </summary>
    private async Task<ChunkSet?> ServingBeforeSetsAsync(
        string tenant, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition(
            "SELECT TOP 1 VALUE c.current.pipeline FROM c WHERE c.kind = 'head' AND IS_DEFINED(c.current)");
        string? pipeline = await database.Catalog.FirstOrDefaultAsync<string>(
            query, PartitionKeys.Catalog(tenant), meter, cancellationToken);
        string last = pipeline?[(pipeline.LastIndexOf('.') + 1)..] ?? "";
        if (last.Length != EmbedderIdentity.FingerprintLength || !last.All(char.IsAsciiHexDigitLower)) return null;

        var set = new ChunkSet(0, last, null, null);
        return embedders.Find(set) is { } known ? ChunkSet.Of(known.Identity, 0) : set;
    }
}
