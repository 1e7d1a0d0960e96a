using Trivium.Cosmos.Embedded.Containers;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>Finds the container that a request on items is for.</summary>
internal static class ContainerTarget
{
    /// <summary>The version of the container that a read is to see, readable as long as the snapshot.</summary>
    /// <inheritdoc cref="Resolve"/>
    public static ContainerState ForReading(
        CosmosRequest request, Engine engine, AccountSnapshot snapshot, string database, string name) =>
        engine.HeldBackReads.VersionFor(snapshot.Readable(Resolve(request, snapshot.State, database, name)));

    /// <exception cref="RequestFailure">
    /// 404 when there is none; 400 with sub-status 1024 when the client means one of that name which was deleted since.
    /// </exception>
    public static ContainerState Resolve(CosmosRequest request, AccountState account, string database, string name)
    {
        var container = account.Container(database, name);
        if (request.Header(HeaderNames.IntendedContainerRid) is { Length: > 0 } intended && intended != container.Rid)
        {
            throw RequestFailure.BadRequest(
                $"Container '{name}' has resource id {container.Rid}, not {intended}: it was deleted and made anew.",
                SubStatuses.ContainerRidMismatch);
        }
        return container;
    }
}
