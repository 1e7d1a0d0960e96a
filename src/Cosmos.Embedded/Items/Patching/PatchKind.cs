namespace Trivium.Cosmos.Embedded.Items.Patching;

/// <summary>What a step of a patch does.</summary>
internal enum PatchKind
{
    /// <summary>Sets a property, or inserts into an array.</summary>
    Add,

    /// <summary>Sets a property, or an element of an array.</summary>
    Set,

    /// <summary>Sets what exists already.</summary>
    Replace,

    /// <summary>Removes what exists.</summary>
    Remove,

    /// <summary>Adds to a number; a missing one counts as zero.</summary>
    Increment,

    /// <summary>Removes what exists and adds it elsewhere.</summary>
    Move,
}
