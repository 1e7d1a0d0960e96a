using System.Buffers.Binary;
using System.Text;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Batches;

/// <summary>
/// Reads a batch in HybridRow RecordIO: a segment header, then for each operation a record header with length and
/// checksum and a row of the schema BatchOperation. Every length is checked against what is there.
/// </summary>
internal ref struct HybridRowReader(ReadOnlyMemory<byte> body)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> _body = body;
    private int _position;

    /// <exception cref="RequestFailure">400 when the body is not a batch.</exception>
    public static List<BatchOperation> ReadAll(ReadOnlyMemory<byte> body)
    {
        var reader = new HybridRowReader(body);
        reader.Expect(HybridRowFormat.SegmentHeader, "segment");
        var operations = new List<BatchOperation>();
        while (reader._position < body.Length)
        {
            reader.Expect(HybridRowFormat.RecordHeader, "record");
            var length = reader.Int32();
            var checksum = (uint)reader.Int32();
            var row = reader.Take(length);
            if (Crc32.Of(row.Span) != checksum)
                throw Malformed("the checksum of a record does not match");
            operations.Add(new HybridRowReader(row).Operation());
        }
        return operations;
    }

    private BatchOperation Operation()
    {
        Expect(HybridRowFormat.OperationHeader, "operation");
        var present = Take(1).Span[0];
        // Fixed columns keep their place also when absent; the variable ones follow in order when present.
        var kind = (BatchOperationKind)Int32();
        Int32();
        if (!Enum.IsDefined(kind))
            throw RequestFailure.BadRequest($"The batch operation {(int)kind} is not supported.");
        var partitionKey = Has(present, 2) ? Text() : null;
        if (Has(present, 3))
            Variable();
        var id = Has(present, 4) ? Text() : null;
        if (Has(present, 5))
            Variable();
        var resource = Has(present, 6) ? Variable() : default;
        string? ifMatch = null, ifNoneMatch = null;
        var isMinimal = false;
        while (_position < _body.Length)
        {
            var typeCode = Take(1).Span[0];
            var path = Take(1).Span[0];
            var value = Sparse(typeCode);
            if (path == HybridRowFormat.PathIfMatch)
                ifMatch = value as string;
            else if (path == HybridRowFormat.PathIfNoneMatch)
                ifNoneMatch = value as string;
            else if (path == HybridRowFormat.PathMinimalReturn)
                isMinimal = value is true;
        }
        return new BatchOperation(kind, partitionKey, id, resource, ifMatch, ifNoneMatch, isMinimal);
    }

    private object? Sparse(byte typeCode)
    {
        switch (typeCode)
        {
            case HybridRowFormat.TypeNull:
                return null;
            case HybridRowFormat.TypeFalse:
                return false;
            case HybridRowFormat.TypeTrue:
                return true;
            case HybridRowFormat.TypeInt32 or HybridRowFormat.TypeUInt32:
                Take(4);
                return null;
            case HybridRowFormat.TypeFloat64:
                Take(8);
                return null;
            case HybridRowFormat.TypeUtf8:
                return Text();
            default:
                throw Malformed($"the type code {typeCode:X2} is unknown");
        }
    }

    private static bool Has(byte present, int bit) => (present & (1 << bit)) != 0;

    private string Text()
    {
        try
        {
            return StrictUtf8.GetString(Variable().Span);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed("a text is not UTF-8");
        }
    }

    private ReadOnlyMemory<byte> Variable()
    {
        ulong length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(1).Span[0];
            if (shift > 28)
                throw Malformed("a length is too long");
            length |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                break;
        }
        return Take(length > int.MaxValue ? -1 : (int)length);
    }

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4).Span);

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count < 0 || count > _body.Length - _position)
            throw Malformed("it ends in the middle of a value");
        var slice = _body.Slice(_position, count);
        _position += count;
        return slice;
    }

    private void Expect(ReadOnlySpan<byte> expected, string what)
    {
        if (!Take(expected.Length).Span.SequenceEqual(expected))
            throw Malformed($"the {what} header is unknown");
    }

    private static RequestFailure Malformed(string reason) =>
        RequestFailure.BadRequest($"The batch body is not valid HybridRow: {reason}.");
}
