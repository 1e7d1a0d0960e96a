namespace Trivium.Cosmos.Embedded.Batches;

/// <summary>One operation of a batch as sent.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="PartitionKey">The partition key header's value, in bulk requests.</param>
/// <param name="Id">The item; null when the body has the id.</param>
/// <param name="Body">The item or the patch.</param>
/// <param name="IfMatch">As the header of that name.</param>
/// <param name="IfNoneMatch">As the header of that name.</param>
/// <param name="IsMinimal">Whether a write answers no body.</param>
internal sealed record BatchOperation(
    BatchOperationKind Kind, string? PartitionKey, string? Id, ReadOnlyMemory<byte> Body, string? IfMatch,
    string? IfNoneMatch, bool IsMinimal);
