using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Trivium.Cosmos.Embedded;

/// <summary>How an <see cref="EmbeddedCosmos"/> is opened.</summary>
public sealed record EmbeddedCosmosOptions
{
    /// <summary>
    /// The SQLite file that keeps the account, made when missing (its directory too); null keeps everything in memory
    /// only.
    /// </summary>
    public string? DatabasePath { get; init; }

    /// <summary>What an acknowledged write has survived. Has no effect without <see cref="DatabasePath"/>.</summary>
    public Durability Durability { get; init; } = Durability.Disk;

    /// <summary>
    /// The account's default consistency as told to clients. The engine itself is always linearizable, so any level is
    /// honoured.
    /// </summary>
    public ConsistencyLevel Consistency { get; init; } = ConsistencyLevel.Strong;

    /// <summary>The clock behind <c>_ts</c>, time to live and GetCurrentDateTime.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the engine logs.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>
    /// How often expired items are removed from storage. They are invisible from the instant they expire.
    /// </summary>
    public TimeSpan ExpirySweepInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Bytes of result rows kept so that the later pages of sorted or grouped queries need not run again.
    /// </summary>
    public long PagedResultsBytesMax { get; init; } = 64L * 1024 * 1024;

    /// <summary>
    /// Bytes of items kept in memory, parsed, for the queries that look at them again. Has no effect without
    /// <see cref="DatabasePath"/>.
    /// </summary>
    public long ItemCacheBytesMax { get; init; } = 64L * 1024 * 1024;

    /// <summary>How many rows a segment of the search index takes; tests make it small.</summary>
    internal int SearchSegmentRows { get; init; } = Search.Segment.RowsMax;
}
