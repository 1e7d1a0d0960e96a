using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Storage;

namespace Trivium.Cosmos.Embedded.Writes;

/// <summary>
/// The account as the writer sees it while it works through a group of writes, and the changes made so far.
/// </summary>
internal sealed class WriteTransaction(AccountState state, IItemRows? committed, long nowSeconds)
{
    private readonly List<StorageChange> _changes = [];

    public AccountState State { get; set; } = state;

    public long NowSeconds { get; } = nowSeconds;

    public IReadOnlyList<StorageChange> Changes => _changes;

    /// <summary>How much memory the changes keep, those undone since included.</summary>
    public long Bytes { get; private set; }

    public void Record(StorageChange change)
    {
        _changes.Add(change);
        Bytes += change.Bytes;
    }

    /// <summary>A container of <see cref="State"/> with items that can be read.</summary>
    public ContainerState Readable(ContainerState container) =>
        committed is null ? container : container.Over(committed);

    /// <summary>A number that was never used before.</summary>
    public long NextKey()
    {
        State = State with { LastKey = State.LastKey + 1 };
        return State.LastKey;
    }

    /// <summary>Runs the work; when it throws, nothing of it stays.</summary>
    public T Atomically<T>(Func<WriteTransaction, T> work)
    {
        var (before, count) = (State, _changes.Count);
        try
        {
            return work(this);
        }
        catch
        {
            State = before;
            _changes.RemoveRange(count, _changes.Count - count);
            throw;
        }
    }
}
