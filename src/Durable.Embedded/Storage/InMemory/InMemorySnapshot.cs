using System.Collections.Immutable;

namespace Trivium.Durable.Embedded;

/// <summary>The in-memory store at one moment.</summary>
/// <param name="Instances">The instances by id.</param>
/// <param name="LastMessageId">The id of the last message of any inbox.</param>
internal sealed record InMemorySnapshot(ImmutableDictionary<string, InstanceState> Instances, long LastMessageId);
