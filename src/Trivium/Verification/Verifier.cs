using Microsoft.Azure.Cosmos;
using Trivium.Documents;
using Trivium.Storage;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Verification;

/// <summary>
/// Looks for what no crash should have left. Others write meanwhile, so whatever looks wrong is looked at again in the
/// catalog as it is then, and only what is wrong both times counts; a generation handed out after the start is not judged.
/// Memory is that of one small record for each generation of each document.
/// </summary>
internal sealed class Verifier(TriviumDatabase database, StoredGroups groups, Orphans orphans, CatalogWriter catalog)
{
    public async Task<VerificationReport> RunAsync(
        string tenant, bool repair, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        var run = new VerifierRun(tenant, repair, meter, cancellationToken)
        {
            Before = await CatalogPicture.ReadAsync(database, tenant, meter, cancellationToken),
        };
        await LookAtItemsAsync(run);
        run.After = await CatalogPicture.ReadAsync(database, tenant, meter, cancellationToken);
        await JudgeItemsAsync(run);
        await JudgeSourcesAsync(run);
        await JudgeDocumentsAsync(run);
        await JudgeHiddenAsync(run);
        return run.Report();
    }

    private async Task LookAtItemsAsync(VerifierRun run)
    {
        // What is being emptied belongs to nobody, and goes.
        Container serving = database.ChunksOf(run.Before.Control.Serving);
        await foreach (StoredGroup group in StoredGroups.ChunksAsync(serving, run.Tenant, run.Meter, run.Stop))
            Look(run, group, serving, run.Counted.AddChunks);
        if (run.Before.Control.Filling is { } set)
        {
            Container filling = database.ChunksOf(set);
            await foreach (StoredGroup group in StoredGroups.ChunksAsync(filling, run.Tenant, run.Meter, run.Stop))
                Look(run, group, filling, run.Counted.AddFilledChunks);
        }

        await foreach (StoredGroup group in groups.RowsAsync(run.Tenant, run.Meter, run.Stop))
            Look(run, group, database.Rows, run.Counted.AddRows);
        await foreach (StoredGroup group in groups.SectionsAsync(run.Tenant, run.Meter, run.Stop))
            Look(run, group, database.Documents, run.Counted.AddSections);
        await foreach (StoredGroup group in groups.DocumentItemsAsync(run.Tenant, run.Meter, run.Stop))
            Look(run, group, database.Documents, _ => { });
        await foreach (StoredGroup group in groups.PartsAsync(run.Tenant, run.Meter, run.Stop))
        {
            run.Items += group.Count;
            if (!run.Before.KnowsSource(group.SourceId!)) run.SuspectSources.Add(group);
        }
    }

    private static void Look(VerifierRun run, StoredGroup group, Container container, Action<StoredGroup> count)
    {
        run.Items += group.Count;
        count(group);
        if (group.Generation < run.Before.Control.Next && !run.Before.Knows(group.Generation))
            run.Suspects.Add((container, group));
    }

    private static async Task JudgeItemsAsync(VerifierRun run)
    {
        foreach ((Container container, StoredGroup group) in run.Suspects)
        {
            if (run.After.Knows(group.Generation)) continue;

            PartitionKey key = group.Table is { } table
                ? PartitionKeys.Rows(run.Tenant, table, group.DocumentId)
                : PartitionKeys.Document(run.Tenant, group.DocumentId);
            int left = await CountAsync(container, key, group.Generation, run);
            if (left == 0) continue;

            if (run.Repair) await Orphans.RemoveAsync(container, key, group.Generation, run.Stop);
            run.Add(new()
            {
                Kind = "orphanItems",
                Container = container.Id,
                DocumentId = group.DocumentId,
                Generation = group.Generation,
                Detail = $"{left} items of a generation that is neither current nor being written or purged.",
                Repaired = run.Repair,
            });
        }
    }

    private async Task JudgeSourcesAsync(VerifierRun run)
    {
        foreach (StoredGroup group in run.SuspectSources.Where(group => !run.After.KnowsSource(group.SourceId!)))
        {
            if (!await HasPartsAsync(group, run)) continue;

            if (run.Repair)
                await orphans.RemoveSourceAsync(run.Tenant, group.DocumentId, group.SourceId!, run.Meter, run.Stop);
            run.Add(new()
            {
                Kind = "orphanSource",
                Container = database.Documents.Id,
                DocumentId = group.DocumentId,
                Detail = $"{group.Count} parts of the source {group.SourceId}, which no head, generation or upload owns.",
                Repaired = run.Repair,
            });
        }
    }

    /// <summary>Heads that are as they were at the start: their items did not change while they were counted.</summary>
    private async Task JudgeDocumentsAsync(VerifierRun run)
    {
        Dictionary<string, long> now = run.After.Heads.Where(head => head.Current is not null)
            .ToDictionary(head => head.DocumentId, head => head.Current!.Generation, StringComparer.Ordinal);
        foreach (HeadItem head in run.Before.Heads)
        {
            if (head.Current is not { } current || now.GetValueOrDefault(head.DocumentId) != current.Generation) continue;

            run.Documents++;
            DocumentItem? document = await database.Documents.ReadOrNullAsync<DocumentItem>(
                DocumentItem.IdOf(current.Generation),
                PartitionKeys.Document(run.Tenant, head.DocumentId),
                run.Meter,
                run.Stop);
            string? difference = document is null
                ? "The document item of its current generation is not there."
                : run.Counted.Difference(document, run.ComparedChunks(current));
            if (difference is null) continue;

            run.Add(new()
            {
                Kind = document is null ? "missingDocument" : "countMismatch",
                Container = database.Documents.Id,
                DocumentId = head.DocumentId,
                Generation = current.Generation,
                Detail = difference + " Send the document again.",
            });
        }
    }

    private async Task JudgeHiddenAsync(VerifierRun run)
    {
        HashSet<long> before = [.. run.Before.Generations.Select(item => item.Generation)];
        HashSet<long> after = [.. run.After.Generations.Select(item => item.Generation)];
        foreach (long hidden in run.Before.Control.Hidden.Intersect(run.After.Control.Hidden))
        {
            if (before.Contains(hidden) || after.Contains(hidden)) continue;

            bool unhidden = run.Repair && await catalog.ExecuteAsync(
                run.Tenant, new UnhideUnknown(hidden), run.Meter, run.Stop);
            run.Add(Hidden("hiddenWithoutGeneration", hidden, "It is hidden, and nothing of it is there.") with { Repaired = unhidden });
        }

        IEnumerable<long> visible = before.Intersect(after)
            .Where(generation => !run.Before.Control.Hidden.Contains(generation) && !run.After.Control.Hidden.Contains(generation));
        foreach (long generation in visible)
            run.Add(Hidden("generationNotHidden", generation, "It is being written or purged, and readers see it."));
    }

    private Finding Hidden(string kind, long generation, string detail) => new()
    {
        Kind = kind,
        Container = database.Catalog.Id,
        Generation = generation,
        Detail = detail,
    };

    private static async Task<int> CountAsync(Container container, PartitionKey key, long generation, VerifierRun run)
    {
        QueryDefinition query = new QueryDefinition("SELECT VALUE COUNT(1) FROM c WHERE c.generation = @generation")
            .WithParameter("@generation", generation);
        return await container.FirstOrDefaultAsync<int>(query, key, run.Meter, run.Stop);
    }

    private async Task<bool> HasPartsAsync(StoredGroup group, VerifierRun run)
    {
        QueryDefinition query = new QueryDefinition("SELECT VALUE c.id FROM c WHERE c.kind = 'part' AND c.sourceId = @sourceId")
            .WithParameter("@sourceId", group.SourceId);
        string? id = await database.Documents.FirstOrDefaultAsync<string>(
            query, PartitionKeys.Document(run.Tenant, group.DocumentId), run.Meter, run.Stop);
        return id is not null;
    }
}
