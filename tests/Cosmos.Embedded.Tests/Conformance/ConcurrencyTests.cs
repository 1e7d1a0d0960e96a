using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests.Conformance;

public class ConcurrencyTests : CosmosTest
{
    private static readonly PartitionKey A = new("a");

    [Fact]
    public async Task ExecuteAsync_ReadersAlongside_NeverSeeHalfABatch()
    {
        const int rounds = 60;
        const int readsEach = 3;
        var container = await NewContainer();
        await Write(0);
        using var done = new CancellationTokenSource();
        var reads = new int[2];
        var readers = Enumerable.Range(0, reads.Length).Select(reader => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var numbers = await Rows<int>(container, new("SELECT VALUE c.n FROM c"));
                Assert.Single(numbers.Distinct());
                Assert.Equal(5, numbers.Count);
                Interlocked.Increment(ref reads[reader]);
            }
        })).ToList();

        // On a busy machine the readers may come late: write until each has read beside the writes, or one has failed.
        for (var round = 1; round <= rounds || !readers.Any(reader => reader.IsFaulted) && !AllHaveRead(); round++)
            await Write(round);
        await done.CancelAsync();
        await Task.WhenAll(readers);

        bool AllHaveRead() => Enumerable.Range(0, reads.Length).All(reader => Volatile.Read(ref reads[reader]) >= readsEach);

        async Task Write(int round)
        {
            var batch = container.CreateTransactionalBatch(A);
            for (var i = 0; i < 5; i++)
                batch.UpsertItem(new Item($"{i}", "a", round));
            using var answer = await batch.ExecuteAsync();
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task PatchItem_IncrementsFromManyTasks_NoneIsLost()
    {
        var container = await NewContainer();
        await container.CreateItemAsync(new Item("1", "a"), A);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            container.PatchItemAsync<Item>("1", A, [PatchOperation.Increment("/n", 1)])));
        Assert.Equal(200, (await container.ReadItemAsync<Item>("1", A)).Resource.N);
    }

    [Fact]
    public async Task ReplaceItem_SameETagFromManyTasks_OneWins()
    {
        var container = await NewContainer();
        var etag = (await container.CreateItemAsync(new Item("1", "a"), A)).ETag;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            try
            {
                await container.ReplaceItemAsync(new Item("1", "a", i), "1", A, new() { IfMatchEtag = etag });
                return true;
            }
            catch (CosmosException error) when (error.StatusCode == System.Net.HttpStatusCode.PreconditionFailed)
            {
                return false;
            }
        }));
        Assert.Single(answers, won => won);
    }
}
