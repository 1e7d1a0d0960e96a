using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>Keeps nothing: the account lives and ends with the engine.</summary>
internal sealed class MemoryStore : IAccountStore
{
    public IItemRows? Committed => null;

    public AccountState Load() => AccountState.Empty;

    public AccountState Commit(IReadOnlyList<StorageChange> changes, AccountState after) => after;

    public IStoredVersion? OpenVersion() => null;

    public void Dispose()
    {
    }
}
