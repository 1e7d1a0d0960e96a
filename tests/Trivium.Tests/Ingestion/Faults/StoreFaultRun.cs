using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Storage;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>One run of a scenario on an empty account, from its first request until nothing changes any more.</summary>
internal sealed class StoreFaultRun(FaultScenario scenario)
{
    /// <summary>1.3: what is kept for a day is reached in some thirty steps.</summary>
    private const double Growth = 1.3;

    /// <summary>How many requests for items it made.</summary>
    public int Requests { get; private set; }

    /// <summary>What is stored in the end.</summary>
    public string Dump { get; private set; } = "";

    /// <summary>What the verification says.</summary>
    public string Verification { get; private set; } = "";

    /// <summary>Runs it with faults from one request on.</summary>
    /// <param name="from">The first that fails; 0: none.</param>
    /// <param name="fault">How.</param>
    /// <param name="count">How many in a row.</param>
    public async Task RunAsync(int from, StoreFault fault, int count)
    {
        using var embedder = new BrokenEmbedder(FaultScenario.Broken);
        using var faults = new NumberedFaults();
        await using var store = new TestStore();
        using CosmosClient observer = store.Cosmos.CreateClient();
        Database database = observer.GetDatabase("trivium");
        await using TestApp app = await store.StartAsync(
            faults, services: services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(embedder));
        var client = new PatientClient(app);
        await scenario.Before(client);
        embedder.Mend();

        faults.Arm(from, fault, count);
        await scenario.Act(client);
        await SettleAsync(app, store, faults, database);
        Requests = faults.Seen;
        Dump = await StoreDump.ReadAsync(database);
        ExpressResponse verified = await app.SendAsync("GET", "/v1/admin/verify");
        Verification = verified.Json().GetProperty("clean").GetBoolean() ? "clean" : verified.Text;
    }

    /// <summary>
    /// Lets time pass while nothing is being done: never during the work, whose deadlines would then pass unnoticed.
    /// </summary>
    private static async Task SettleAsync(TestApp app, TestStore store, NumberedFaults faults, Database database)
    {
        TimeSpan step = TimeSpan.FromSeconds(1);
        DateTimeOffset end = store.Time.GetUtcNow() + TimeSpan.FromDays(30);
        while (!await IsQuietAsync(database))
        {
            Assert.True(store.Time.GetUtcNow() < end, $"It does not end: {await StoreDump.ReadAsync(database)}");
            try
            {
                await app.SweepAsync();
            }
            catch (Exception exception) when (StoreFaults.IsTransient(exception))
            {
                // As the timer does: the next one takes it up.
            }

            await IdleAsync(faults);
            store.Time.Advance(step);
            step *= Growth;
            await IdleAsync(faults);
        }
    }

    private static async Task IdleAsync(NumberedFaults faults)
    {
        // Between two requests of an activity there is some computing: nothing may come for several looks.
        for (int quiet = 0, seen = faults.Seen; quiet < 4; quiet++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(3), TimeProvider.System);
            if (faults.Seen == seen && !faults.IsBusy) continue;

            (seen, quiet) = (faults.Seen, -1);
        }
    }

    private static async Task<bool> IsQuietAsync(Database database) =>
        await database.GetContainer(ContainerDefinitions.Catalog).CountAsync("c.kind IN ('generation', 'source')") == 0
        && await database.GetContainer(ContainerDefinitions.Catalog).CountAsync("IS_DEFINED(c.pending) OR c.deleted = true") == 0
        && await database.GetContainer(ContainerDefinitions.Operations).CountAsync(
            "c.kind = 'ingestion' AND c.status IN ('pending', 'running')") == 0;
}
