using Microsoft.Extensions.Logging.Abstractions;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;
using Trivium.Cosmos.Embedded.Storage;
using Trivium.Cosmos.Embedded.Writes;

namespace Trivium.Cosmos.Embedded.Tests.Writes;

public sealed class WriterLoopTests
{
    [Fact]
    public async Task Write_StorageFails_IsUnavailableAndNothingChanged()
    {
        var store = new FailingStore();
        await using var writer = new WriterLoop(store, new TestClock(), NullLogger.Instance);
        await writer.Write(transaction => AddDatabase(transaction, "kept"), CancellationToken.None);
        store.IsFailing = true;
        var failure = await Assert.ThrowsAsync<RequestFailure>(
            async () => await writer.Write(transaction => AddDatabase(transaction, "lost"), CancellationToken.None));
        store.IsFailing = false;
        Assert.Equal(503, failure.Status);
        Assert.Contains("disk full", failure.Message);
        Assert.Equal(["kept"], writer.Current.Databases.Keys);
        await writer.Write(transaction => AddDatabase(transaction, "next"), CancellationToken.None);
        Assert.Equal(["kept", "next"], writer.Current.Databases.Keys);
    }

    [Fact]
    public async Task Write_WorkThrowsHalfway_LeavesNothingForTheOthersOfItsGroup()
    {
        var store = new FailingStore();
        await using var writer = new WriterLoop(store, new TestClock(), NullLogger.Instance);
        await Assert.ThrowsAsync<RequestFailure>(async () => await writer.Write<bool>(
            transaction =>
            {
                AddDatabase(transaction, "half");
                throw RequestFailure.Conflict("no");
            },
            CancellationToken.None));
        Assert.Empty(writer.Current.Databases);
        Assert.Equal(0, store.Changes);
    }

    [Fact]
    public async Task Write_AcknowledgedToManyCallers_WasCommittedBefore()
    {
        var store = new FailingStore();
        await using var writer = new WriterLoop(store, new TestClock(), NullLogger.Instance);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            await writer.Write(transaction => AddDatabase(transaction, $"{i}"), CancellationToken.None);
            Assert.Contains($"{i}", store.Committed.Databases.Keys);
            Assert.Contains($"{i}", writer.Current.Databases.Keys);
        }));
        Assert.Equal(200, store.Changes);
    }

    private static bool AddDatabase(WriteTransaction transaction, string name)
    {
        var database = new DatabaseState((uint)transaction.NextKey(), name, transaction.NowSeconds, null);
        transaction.State = transaction.State.With(database);
        transaction.Record(new StorageChange.PutDatabase(database));
        return true;
    }

    /// <summary>Keeps what is committed in memory, or fails when told to.</summary>
    private sealed class FailingStore : IAccountStore
    {
        public bool IsFailing { get; set; }

        public int Changes { get; private set; }

        public AccountState Committed { get; private set; } = AccountState.Empty;

        IItemRows? IAccountStore.Committed => null;

        public AccountState Load() => AccountState.Empty;

        public IStoredVersion? OpenVersion() => null;

        public AccountState Commit(IReadOnlyList<StorageChange> changes, AccountState after)
        {
            if (IsFailing)
                throw new IOException("disk full");
            Changes += changes.Count;
            return Committed = after;
        }

        public void Dispose()
        {
        }
    }
}
