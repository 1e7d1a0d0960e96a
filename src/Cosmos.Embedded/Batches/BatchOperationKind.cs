namespace Trivium.Cosmos.Embedded.Batches;

/// <summary>What an operation of a batch does; the numbers are those of the wire.</summary>
internal enum BatchOperationKind
{
    /// <summary>Creates an item.</summary>
    Create = 0,

    /// <summary>Patches an item.</summary>
    Patch = 1,

    /// <summary>Reads an item.</summary>
    Read = 2,

    /// <summary>Deletes an item.</summary>
    Delete = 4,

    /// <summary>Replaces an item.</summary>
    Replace = 5,

    /// <summary>Creates or replaces an item.</summary>
    Upsert = 20,
}
