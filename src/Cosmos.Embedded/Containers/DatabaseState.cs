using System.Collections.Immutable;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Containers;

/// <summary>One version of a database with all its containers. Immutable.</summary>
internal sealed record DatabaseState(uint Number, string Name, long Timestamp, int? Throughput)
{
    public string Rid { get; } = ResourceId.Database(Number);

    public string ETag => ETags.Of(Number, 0);

    public ImmutableSortedDictionary<string, ContainerState> Containers { get; init; } =
        ImmutableSortedDictionary.Create<string, ContainerState>(StringComparer.Ordinal);
}
