using System.Collections.Concurrent;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>
/// Containers whose readers are shown an old version: how a test makes one container lag behind another, as the replicas of
/// an account with bounded staleness may. Writes and their conditions always work on the newest version.
/// </summary>
internal sealed class HeldBackReads
{
    private readonly ConcurrentDictionary<uint, ContainerState> _versions = [];

    /// <summary>Shows readers that version until the result is disposed, and the snapshot with it.</summary>
    public IDisposable Hold(AccountSnapshot snapshot, string database, string container)
    {
        var version = snapshot.Container(database, container);
        if (!_versions.TryAdd(version.Number, version))
        {
            throw new InvalidOperationException(
                $"Reads of container '{version.Definition.Id}' are held back already. Release them first.");
        }
        return new Release(this, version.Number, snapshot);
    }

    /// <summary>The version that readers are shown.</summary>
    public ContainerState VersionFor(ContainerState current) =>
        _versions.IsEmpty ? current : _versions.GetValueOrDefault(current.Number, current);

    private sealed class Release(HeldBackReads owner, uint container, AccountSnapshot snapshot) : IDisposable
    {
        public void Dispose()
        {
            if (owner._versions.TryRemove(container, out _))
                snapshot.Dispose();
        }
    }
}
