using System.Collections.Immutable;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>
/// One version of everything. A request reads one version from beginning to end, so it never sees half of a
/// transaction; the writer publishes the next version when it is durable.
/// </summary>
/// <param name="LastKey">The last number given to a database, container or item; numbers are never used again.</param>
internal sealed record AccountState(long LastKey)
{
    public static readonly AccountState Empty = new(0);

    /// <summary>Counts the commits: which state of storage this belongs to.</summary>
    public long Version { get; init; }

    public ImmutableSortedDictionary<string, DatabaseState> Databases { get; init; } =
        ImmutableSortedDictionary.Create<string, DatabaseState>(StringComparer.Ordinal);

    /// <summary>The database of that name, or else of that resource id.</summary>
    /// <exception cref="RequestFailure">404.</exception>
    public DatabaseState Database(string nameOrRid) =>
        Databases.GetValueOrDefault(nameOrRid)
        ?? Databases.Values.FirstOrDefault(database => database.Rid == nameOrRid)
        ?? throw RequestFailure.NotFound($"There is no database '{nameOrRid}'.");

    /// <summary>The container of that name, or else of that resource id.</summary>
    /// <exception cref="RequestFailure">404 with the sub-status for a missing container.</exception>
    public ContainerState Container(string database, string nameOrRid)
    {
        var containers = Database(database).Containers;
        return containers.GetValueOrDefault(nameOrRid)
            ?? containers.Values.FirstOrDefault(container => container.Rid == nameOrRid)
            ?? throw RequestFailure.NotFound(
                $"There is no container '{nameOrRid}' in database '{database}'.", SubStatuses.ContainerMissing);
    }

    public AccountState With(DatabaseState database) =>
        this with { Databases = Databases.SetItem(database.Name, database) };

    public AccountState With(string database, ContainerState container)
    {
        var parent = Databases[database];
        return With(parent with { Containers = parent.Containers.SetItem(container.Definition.Id, container) });
    }
}
