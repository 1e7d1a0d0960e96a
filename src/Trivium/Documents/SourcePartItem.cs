namespace Trivium.Documents;

/// <summary>One part of a source's bytes, in container <c>documents</c>, written before the 202.</summary>
internal sealed record SourcePartItem
{
    /// <summary>1 MiB: as base64 it stays under the 2 MB an item may have.</summary>
    public const int PartSizeBytesMax = 1024 * 1024;

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string DocumentId { get; init; }

    public string Kind { get; init; } = "part";

    public required string SourceId { get; init; }

    public required int Index { get; init; }

    /// <summary>The bytes; base64 in JSON.</summary>
    public required byte[] Data { get; init; }

    public static string IdOf(string sourceId, int index) => $"part-{sourceId}-{index}";
}
