using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Trivium.Cosmos.Embedded.Batches;

/// <summary>Writes the results of a batch in HybridRow RecordIO; see <see cref="HybridRowReader"/>.</summary>
internal static class HybridRowWriter
{
    private const byte HasStatuses = 0b0011;
    private const byte HasETag = 0b0100;
    private const byte HasBody = 0b1000;

    public static byte[] Write(IReadOnlyList<BatchResult> results)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        output.Write(HybridRowFormat.SegmentHeader);
        var row = new ArrayBufferWriter<byte>(256);
        foreach (var result in results)
        {
            row.ResetWrittenCount();
            WriteRow(row, result);
            output.Write(HybridRowFormat.RecordHeader);
            WriteInt32(output, row.WrittenCount);
            WriteInt32(output, (int)Crc32.Of(row.WrittenSpan));
            output.Write(row.WrittenSpan);
        }
        return output.WrittenSpan.ToArray();
    }

    private static void WriteRow(ArrayBufferWriter<byte> row, BatchResult result)
    {
        row.Write(HybridRowFormat.ResultHeader);
        var present = HasStatuses | (result.ETag is null ? 0 : HasETag) | (result.Body.IsEmpty ? 0 : HasBody);
        row.Write([(byte)present]);
        WriteInt32(row, result.Status);
        WriteInt32(row, result.SubStatus);
        if (result.ETag is { } etag)
            WriteVariable(row, Encoding.UTF8.GetBytes(etag));
        if (!result.Body.IsEmpty)
            WriteVariable(row, result.Body.Span);
        row.Write([HybridRowFormat.TypeFloat64, HybridRowFormat.PathRequestCharge]);
        BinaryPrimitives.WriteDoubleLittleEndian(row.GetSpan(8), Math.Round(result.Charge, 2));
        row.Advance(8);
    }

    private static void WriteInt32(ArrayBufferWriter<byte> output, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }

    private static void WriteVariable(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        var length = (uint)value.Length;
        for (; length >= 0x80; length >>= 7)
            output.Write([(byte)(length | 0x80)]);
        output.Write([(byte)length]);
        output.Write(value);
    }
}
