using Microsoft.Extensions.Logging;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Search;
using Trivium.Cosmos.Embedded.Writes;

namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>What the operations of the protocol work with.</summary>
internal sealed record Engine(
    EmbeddedCosmosOptions Options, WriterLoop Writer, SearchIndexes Search, ILogger Logger)
{
    public AccountState Current => Writer.Current;

    /// <inheritdoc cref="WriterLoop.Snapshot"/>
    public AccountSnapshot Snapshot() => Writer.Snapshot();

    public HeldBackReads HeldBackReads { get; } = new();

    public long NowSeconds => Options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
}
