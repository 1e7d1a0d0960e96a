namespace Trivium.Durable.Embedded;

/// <summary>What stored state survives.</summary>
public enum StorageDurability
{
    /// <summary>Everything, a power cut too: each commit waits for the disk.</summary>
    Disk,

    /// <summary>
    /// The end of the process, however sudden; a power cut or a crash of the operating system may lose the last
    /// commits or the whole database. For tests and throw-away data.
    /// </summary>
    Process,
}
