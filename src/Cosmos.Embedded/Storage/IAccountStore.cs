using Trivium.Cosmos.Embedded.Containers;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>Keeps the account beyond the process. Used by the writer alone, one call at a time.</summary>
internal interface IAccountStore : IDisposable
{
    /// <summary>Everything that was committed.</summary>
    AccountState Load();

    /// <summary>Makes all changes durable, or none of them.</summary>
    /// <param name="changes">In the order in which they were made.</param>
    /// <param name="after">The account after them.</param>
    void Commit(IReadOnlyList<StorageChange> changes, AccountState after);
}
