using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>
/// One version of the account whose items can be read until it is disposed. What is in storage is read there as it was
/// when the version was published, whatever is written since.
/// </summary>
internal sealed class AccountSnapshot(AccountState state, IStoredVersion? stored) : IDisposable
{
    public AccountState State => state;

    /// <summary>A container with items that can be read.</summary>
    /// <exception cref="RequestFailure">404.</exception>
    public ContainerState Container(string database, string nameOrRid) =>
        Readable(state.Container(database, nameOrRid));

    /// <summary>The container of that number with items that can be read; null when it is gone.</summary>
    public ContainerState? Find(uint number) =>
        state.Databases.Values.SelectMany(database => database.Containers.Values)
            .FirstOrDefault(container => container.Number == number) is { } found ? Readable(found) : null;

    /// <summary>The container of this version with items that can be read.</summary>
    public ContainerState Readable(ContainerState container) =>
        stored is null ? container : container.Over(stored.Rows);

    public void Dispose() => stored?.Dispose();
}

/// <summary>A version of storage that stays as it is until it is disposed.</summary>
internal interface IStoredVersion : IDisposable
{
    /// <summary>The <see cref="AccountState.Version"/> it belongs to.</summary>
    long Version { get; }

    IItemRows Rows { get; }
}
