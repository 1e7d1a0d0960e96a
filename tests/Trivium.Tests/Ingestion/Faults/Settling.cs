using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>Waits until an app has nothing left to do, however much time that takes in its world.</summary>
internal static class Settling
{
    /// <summary>1.3: what is kept for a day is reached in some thirty steps.</summary>
    private const double Growth = 1.3;

    /// <summary>
    /// Lets time pass while nothing is being done: never during the work, whose deadlines would then pass unnoticed.
    /// </summary>
    public static async Task SettleAsync(TestApp app, TestStore store, NumberedFaults faults, Database database)
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

    public static async Task IdleAsync(NumberedFaults faults)
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
