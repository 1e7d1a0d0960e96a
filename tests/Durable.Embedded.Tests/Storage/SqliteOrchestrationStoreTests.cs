using Microsoft.Data.Sqlite;
using Trivium.Express;

namespace Trivium.Durable.Embedded.Tests;

public sealed class SqliteOrchestrationStoreTests : OrchestrationStoreTests
{
    private readonly TemporaryDirectory _directory = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Open_InUse_SaysSo()
    {
        await using OrchestrationStore second = Create();

        var error = await Assert.ThrowsAsync<OrchestrationStoreException>(
            () => second.OpenAsync(CancellationToken.None));

        Assert.Equal(
            $"The orchestration database '{Path}' is in use by another engine. Stop it, or use another file.",
                error.Message);
    }

    [Fact]
    public async Task Open_NewerSchema_IsRefused()
    {
        string newer = _directory.File("newer.db");
        await using (var connection = new SqliteConnection($"Data Source={newer};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        await using OrchestrationStore store = OrchestrationStore.Sqlite(newer);
        var error = await Assert.ThrowsAsync<OrchestrationStoreException>(
            () => store.OpenAsync(CancellationToken.None));

        Assert.Equal(
            $"The orchestration database '{newer}' has schema version 99; this version knows up to 1. "
            + "Run the version that wrote it, or a newer one, or use another file.",
            error.Message);
    }

    [Fact]
    public async Task Open_NotADatabase_SaysSo()
    {
        string other = _directory.File("other.db");
        await File.WriteAllTextAsync(other, new string('x', 5000));
        await using OrchestrationStore store = OrchestrationStore.Sqlite(other);

        var error = await Assert.ThrowsAsync<OrchestrationStoreException>(
            () => store.OpenAsync(CancellationToken.None));

        Assert.StartsWith($"The orchestration database '{other}' cannot be opened:", error.Message);
    }

    [Theory]
    [InlineData(StorageDurability.Disk)]
    [InlineData(StorageDurability.Process)]
    public async Task Start_AfterTheFileWasClosed_FindsEverything(StorageDurability durability)
    {
        string file = _directory.File($"{durability}.db");
        DurableCatalog catalog = new DurableCatalog()
            .Activity<string, string>("shout", text => text.ToUpperInvariant())
            .Orchestration<string, string>("run", async (context, input) =>
                await context.CallActivityAsync<string>("shout", input)
                    + await context.WaitForExternalEvent<string>("go"));
        await using (EngineFixture first = await EngineFixture.StartAsync(
            catalog, store: OrchestrationStore.Sqlite(file, durability)))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("run", "ab", new("i"));
            await first.Client.WaitForInstanceStartAsync("i").WaitAsync(EngineFixture.Guard);
        }

        await using EngineFixture second = await EngineFixture.StartAsync(
            catalog, store: OrchestrationStore.Sqlite(file, durability));
        await second.Client.RaiseEventAsync("i", "go", "日本");

        Assert.Equal("AB日本", EngineFixture.Result<string>(await second.EndAsync("i")));
    }

    [Fact]
    public async Task Schedule_ManyAtOnce_AllCompleteFromOneWriter()
    {
        DurableCatalog catalog = new DurableCatalog()
            .Activity<int, int>("double", number => number * 2)
            .Orchestration<int, int>("run", (context, number) => context.CallActivityAsync<int>("double", number));
        await using EngineFixture engine = await EngineFixture.StartAsync(
            catalog, cached: false, store: OrchestrationStore.Sqlite(_directory.File("many.db")));

        int[] results = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(number => engine.ResultAsync<int>("run", number)));

        Assert.Equal(Enumerable.Range(0, 100).Select(number => number * 2), results);
    }

    protected override OrchestrationStore Create() => OrchestrationStore.Sqlite(Path, StorageDurability.Process);

    private string Path => _directory.File("store.db");
}
