namespace Trivium.Cosmos.Embedded.Protocol;

/// <summary>The <c>x-ms-substatus</c> values that clients act upon.</summary>
internal static class SubStatuses
{
    /// <summary>
    /// With 400: the partition key of the header and the item differ, or it has the wrong number of levels.
    /// </summary>
    public const int PartitionKeyMismatch = 1001;

    /// <summary>With 404: the container itself is missing, not the item.</summary>
    public const int ContainerMissing = 1003;

    /// <summary>
    /// With 400: the client's cached container was deleted and made anew; it refreshes its cache and tries again.
    /// </summary>
    public const int ContainerRidMismatch = 1024;
}
