namespace Trivium.Cosmos.Embedded;

/// <summary>What an acknowledged write has survived.</summary>
public enum Durability
{
    /// <summary>
    /// Power loss: the write was flushed to the disk (SQLite WAL, <c>synchronous=FULL</c>) before it was acknowledged.
    /// </summary>
    Disk,

    /// <summary>
    /// The end of the process, also by <c>kill -9</c>, but not power loss: the last writes may be missing then, never
    /// half written.
    /// </summary>
    Process,
}
