using Trivium.Cosmos.Embedded.Containers;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>Keeps nothing: the account lives and ends with the engine.</summary>
internal sealed class MemoryStore : IAccountStore
{
    public AccountState Load() => AccountState.Empty;

    public void Commit(IReadOnlyList<StorageChange> changes, AccountState after)
    {
    }

    public void Dispose()
    {
    }
}
