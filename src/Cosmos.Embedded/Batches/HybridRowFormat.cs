namespace Trivium.Cosmos.Embedded.Batches;

/// <summary>
/// The bytes of HybridRow that batches use: version 81, then a schema's number, little-endian. The batch schemas are
/// those of the resource HybridRowBatchSchemas.json in Microsoft.Azure.Cosmos.Client.dll (7FE15470 operation, 7FE15471
/// result).
/// </summary>
internal static class HybridRowFormat
{
    public const byte TypeNull = 0x01;
    public const byte TypeFalse = 0x02;
    public const byte TypeTrue = 0x03;
    public const byte TypeInt32 = 0x07;
    public const byte TypeUInt32 = 0x0B;
    public const byte TypeFloat64 = 0x10;
    public const byte TypeUtf8 = 0x14;

    public const byte PathIfMatch = 9;
    public const byte PathIfNoneMatch = 10;
    public const byte PathMinimalReturn = 12;

    public const byte PathRequestCharge = 6;

    /// <summary>The first byte of a body in HybridRow, by which it is told from JSON.</summary>
    public const byte Version = 0x81;

    /// <summary>A segment with the length of this header and nothing else.</summary>
    public static ReadOnlySpan<byte> SegmentHeader => [Version, 0xF0, 0xD8, 0xFF, 0x7F, 0x01, 0x0A, 0, 0, 0];

    public static ReadOnlySpan<byte> RecordHeader => [Version, 0xF1, 0xD8, 0xFF, 0x7F];

    public static ReadOnlySpan<byte> OperationHeader => [Version, 0x70, 0x54, 0xE1, 0x7F];

    public static ReadOnlySpan<byte> ResultHeader => [Version, 0x71, 0x54, 0xE1, 0x7F];
}
