using Microsoft.Azure.Cosmos;
using Trivium.Storage;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>Waits until an app has nothing left to do, however much time that takes in its world.</summary>
internal static class Settling
{
    /// <summary>1.3: what is kept for a day is reached in some thirty steps.</summary>
    private const double Growth = 1.3;

    /// <summary>Lets time pass, and sweeps, until nothing is left to be done.</summary>
    public static Task SettleAsync(TestApp app, TestStore store, NumberedFaults faults, Database database) =>
        PassUntilAsync(store, faults, database, () => IsQuietAsync(database), async () =>
        {
            try
            {
                await app.SweepAsync();
            }
            catch (Exception exception) when (StoreFaults.IsTransient(exception))
            {
                // As the timer does: the next one takes it up.
            }
        });

    /// <summary>
    /// Lets time pass while nothing is being done: never during the work, whose deadlines would then pass unnoticed.
    /// </summary>
    /// <param name="store">Whose time it is.</param>
    /// <param name="faults">Tells when nothing is being done.</param>
    /// <param name="database">What is shown where it does not end.</param>
    /// <param name="isSo">Until when.</param>
    /// <param name="act">What is done again and again; null: nothing.</param>
    public static async Task PassUntilAsync(
        TestStore store, NumberedFaults faults, Database database, Func<Task<bool>> isSo, Func<Task>? act = null)
    {
        TimeSpan step = TimeSpan.FromSeconds(1);
        DateTimeOffset end = store.Time.GetUtcNow() + TimeSpan.FromDays(30);
        await IdleAsync(faults);
        while (!await isSo())
        {
            Assert.True(store.Time.GetUtcNow() < end, $"It does not end: {await StoreDump.ReadAsync(database)}");
            if (act is not null)
            {
                await act();
                await IdleAsync(faults);
            }

            store.Time.Advance(step);
            step *= Growth;
            await IdleAsync(faults);
        }
    }

    /// <summary>
    /// Whether no ingestion and no purge is under way. Asked in the order in which work goes on, from accepted to purged: the
    /// other way round, it would pass by between two questions.
    /// </summary>
    public static async Task<bool> IsQuietAsync(Database database) =>
        await database.GetContainer(ContainerDefinitions.Catalog).CountAsync("IS_DEFINED(c.pending)") == 0
        && await database.GetContainer(ContainerDefinitions.Operations).CountAsync(
            "c.kind = 'ingestion' AND c.status IN ('pending', 'running')") == 0
        && await database.GetContainer(ContainerDefinitions.Catalog).CountAsync(
            "c.kind IN ('generation', 'source') OR c.deleted = true") == 0;

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
}
