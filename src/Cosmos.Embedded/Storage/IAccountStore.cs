using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>
/// Keeps the account beyond the process. Used by the writer alone, one call at a time, but for
/// <see cref="OpenVersion"/>.
/// </summary>
internal interface IAccountStore : IDisposable
{
    /// <summary>The committed items as the writer reads them; null when versions hold their items in memory.</summary>
    IItemRows? Committed { get; }

    /// <summary>Everything that was committed, without the items that stay in storage.</summary>
    AccountState Load();

    /// <summary>Makes all changes durable, or none of them.</summary>
    /// <param name="changes">In the order in which they were made.</param>
    /// <param name="after">The account after them, with the version that <see cref="OpenVersion"/> tells then.</param>
    /// <returns>The account to publish: <paramref name="after"/> without what is now in storage.</returns>
    AccountState Commit(IReadOnlyList<StorageChange> changes, AccountState after);

    /// <summary>
    /// Keeps the last committed items readable as they are; null when versions hold their items in memory.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    IStoredVersion? OpenVersion();
}
