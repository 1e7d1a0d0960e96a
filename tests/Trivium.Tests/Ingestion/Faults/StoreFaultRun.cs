using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>One run of a scenario on an empty account, from its first request until nothing changes any more.</summary>
internal sealed class StoreFaultRun(FaultScenario scenario)
{
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
        await Settling.SettleAsync(app, store, faults, database);
        Requests = faults.Seen;
        Dump = await StoreDump.ReadAsync(database);
        faults.Arm(0, fault, 0);
        ExpressResponse verified = await app.SendAsync("GET", "/v1/admin/verify");
        Verification = verified.Json().GetProperty("clean").GetBoolean() ? "clean" : verified.Text;
    }
}
