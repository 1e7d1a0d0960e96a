using System.IO.Pipes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trivium.Durable.Embedded;
using Trivium.Durable.Embedded.CrashHost;
using Trivium.Express;

// A process that is killed by its test. Arguments: database, log of what ran, instances to start, pipe to report on.
// Exits with 0 when every instance has completed.
string database = args[0];
await using var log = new RunLog(args[1]);
int instances = int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture);
await using var pipe = new AnonymousPipeClientStream(PipeDirection.Out, args[3]);
var progress = new Progress(pipe);

await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
await using OrchestrationStore store = OrchestrationStore.Sqlite(database);
await using var engine = new OrchestrationEngine(
    Work.Catalog(log, progress), services, store, TimeProvider.System, new EmbeddedOrchestrationOptions(),
        NullLoggerFactory.Instance);
await engine.StartAsync();

var ends = new List<Task<OrchestrationMetadata>>();
for (int i = 0; i < instances; i++)
{
    string id = $"work-{i}";
    if (await engine.Client.GetInstanceAsync(id) is null)
    {
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(Work.Root, i, new(id));
        log.Write($"started {id}");
        progress.Report();
    }

    ends.Add(engine.Client.WaitForInstanceCompletionAsync(id));
}

OrchestrationMetadata[] ended = await Task.WhenAll(ends);
return ended.All(one => one.RuntimeStatus == OrchestrationRuntimeStatus.Completed) ? 0 : 1;
