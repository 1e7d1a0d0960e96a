namespace Trivium.Cosmos.Embedded.Batches;

/// <summary>The outcome of one operation of a batch.</summary>
internal sealed record BatchResult(int Status, int SubStatus, string? ETag, ReadOnlyMemory<byte> Body, double Charge);
