using Microsoft.Extensions.DependencyInjection;
using Trivium.Storage;
using Trivium.Tests.Support;
using Trivium.Visibility;
using Trivium.Visibility.Operations;

namespace Trivium.Tests.Visibility;

public sealed class CatalogWriterTests
{
    [Fact]
    public async Task Execute_TwoProcessesAtOnce_GiveEachGenerationOnce()
    {
        const int Documents = 30;
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();
        var batches = app.Services.GetRequiredService<CatalogBatch>();
        CatalogWriter[] processes = [new(batches, store.Time), new(batches, store.Time)];
        for (int n = 0; n < Documents; n++) await AddHeadAsync(app, n);

        BeginOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, Documents).Select(n =>
            processes[n % 2].ExecuteAsync("default", new Begin($"d{n}", 1, $"default-d{n}-1"), new(), CancellationToken.None)));

        Assert.Equal(
            Enumerable.Range(1, Documents).Select(n => (long?)n), outcomes.Select(outcome => outcome.Generation).Order());
        Snapshot snapshot = await VersionedDocument.SnapshotAsync(app);
        Assert.Equal(Documents + 1, snapshot.Next);
        Assert.Equal(Enumerable.Range(1, Documents).Select(n => (long)n), snapshot.Hidden);
    }

    [Fact]
    public async Task Execute_OneOfAGroupRefused_StoresTheOthers()
    {
        await using var store = new TestStore();
        await using TestApp app = await store.StartAsync();
        await AddHeadAsync(app, 0);
        var writer = app.Services.GetRequiredService<CatalogWriter>();

        Task<Acceptance> refused = writer.ExecuteAsync(
            "default", new AcceptDelete("none", Precondition.None), new(), CancellationToken.None);
        Task<BeginOutcome> begun = writer.ExecuteAsync(
            "default", new Begin("d0", 1, "default-d0-1"), new(), CancellationToken.None);

        await Assert.ThrowsAsync<Trivium.Errors.TriviumException>(() => refused);
        Assert.Equal(new(BeginKind.Begun, 1), await begun);
    }

    private static Task AddHeadAsync(TestApp app, int n) => app.Database.Catalog.TryCreateAsync(
        new HeadItem
        {
            Id = HeadItem.IdOf($"d{n}"),
            Tenant = "default",
            DocumentId = $"d{n}",
            Accepted = 1,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Pending = new() { Kind = AcceptedKind.Delete, InstanceId = $"default-d{n}-1", AcceptedAt = DateTimeOffset.UnixEpoch },
        },
        PartitionKeys.Catalog("default"),
        new(),
        CancellationToken.None);
}
