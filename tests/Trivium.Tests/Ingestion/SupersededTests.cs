using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Ingestion;
using Trivium.Ingestion.Steps;
using Trivium.Storage;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Ingestion;

public sealed class SupersededTests
{
    [Fact]
    public async Task Commit_AfterANewerVersionWasAccepted_EndsSupersededAndIsPurged()
    {
        using var embedder = new HeldEmbedder();
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync(
            services: services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(embedder));

        ExpressResponse older = await app.SendAsync(
            "PUT", "/v1/documents/d", VersionedDocument.Text(1), ("Content-Type", "text/markdown"));
        await embedder.Reached;
        await app.PutAsync("d", VersionedDocument.Text(2));
        embedder.Release();
        JsonElement ended = await app.EndAsync(older.Json().Text("id")!);

        Assert.Equal("Terminated", ended.Text("status"));
        Assert.Equal("conflict", ended.GetProperty("error").Text("code"));
        await app.AdvanceUntilAsync(
            async () => await app.Database.Catalog.CountAsync("c.kind = 'generation'") == 0, TimeSpan.FromSeconds(5));
        Assert.Equal(2, await VersionedDocument.ReadWholeAsync(app, "d", await VersionedDocument.SnapshotAsync(app)));
        Assert.Equal(1, await app.Database.Documents.CountAsync("c.kind = 'part'"));
    }

    [Fact]
    public async Task Slices_RepeatedLate_WriteNothing()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();
        await app.PutAsync("d", VersionedDocument.Text(1));
        var head = await app.Database.Catalog.ReadOrNullAsync<HeadItem>(
            HeadItem.IdOf("d"), PartitionKeys.Catalog("default"), new(), CancellationToken.None);
        var document = await app.Database.Documents.ReadOrNullAsync<Trivium.Documents.DocumentItem>(
            "1-document", PartitionKeys.Document("default", "d"), new(), CancellationToken.None);
        var ingestion = new IngestRequest("default", "d", head!.Current!.Accepted, AcceptedKind.Write);
        var late = new WriteRequest(ingestion, 1, SourceReference.Of(document!.Content));

        Assert.False(await AnyWrittenAsync(app, late), "The generation is current.");
        await app.PutAsync("d", VersionedDocument.Text(2));
        Assert.False(await AnyWrittenAsync(app, late), "The generation is being purged.");
        await app.AdvanceUntilAsync(
            async () => await app.Database.Catalog.CountAsync("c.kind = 'generation'") == 0, TimeSpan.FromSeconds(5));
        Assert.False(await AnyWrittenAsync(app, late), "The generation is gone.");

        Assert.Equal(0, await app.Database.Documents.CountAsync("c.generation = 1"));
        Assert.Equal(0, await app.Database.Chunks.CountAsync("c.generation = 1"));
        Assert.Equal(0, await app.Database.Rows.CountAsync("c.generation = 1"));
        JsonElement record = (await app.SendAsync("GET", $"/v1/ingestions/{ingestion.InstanceId}")).Json();
        Assert.Equal("Completed", record.Text("status"));
    }

    [Fact]
    public async Task TryWrite_LongerThanTheDeadline_IsStopped()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();
        await app.Database.Catalog.TryCreateAsync(
            new GenerationItem
            {
                Id = GenerationItem.IdOf(7),
                Tenant = "default",
                Generation = 7,
                DocumentId = "d",
                Accepted = 1,
                InstanceId = "default-d-1",
                State = GenerationState.Writing,
                StateAt = store.Time.GetUtcNow(),
            },
            PartitionKeys.Catalog("default"),
            new(),
            CancellationToken.None);
        var gate = app.Services.GetRequiredService<SliceGate>();

        Task<bool> slice = gate.TryWriteAsync(
            "default",
            7,
            new(),
            async (_, deadline) =>
            {
                store.Time.Advance(VisibilityLimits.SliceDeadline);
                await Task.Delay(Timeout.InfiniteTimeSpan, store.Time, deadline);
            },
            CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slice);
    }

    private static async Task<bool> AnyWrittenAsync(TestApp app, WriteRequest late)
    {
        // The parsed source is kept, as in a process that was slow: only the generation's state can stop it.
        CancellationToken none = CancellationToken.None;
        StepResult<ParsedPlan> parse = await app.Services.GetRequiredService<ParseStep>().RunAsync(late, none);
        StepResult<SliceOutcome> embed = await app.Services.GetRequiredService<EmbedStep>().RunAsync(
            new(late, new(SliceKind.Chunks, null, 0, 1)), none);
        StepResult<SliceOutcome> rows = await app.Services.GetRequiredService<ProjectStep>().RunAsync(
            new(late, new(SliceKind.Rows, VersionedDocument.Table, 0, 1)), none);
        StepResult<SliceOutcome> sections = await app.Services.GetRequiredService<ProjectStep>().RunAsync(
            new(late, new(SliceKind.Sections, null, 0, 1)), none);
        Assert.Null(parse.Fault);
        Assert.Null(embed.Fault);
        return parse.Value!.Written || embed.Value!.Written || rows.Value!.Written || sections.Value!.Written;
    }
}
