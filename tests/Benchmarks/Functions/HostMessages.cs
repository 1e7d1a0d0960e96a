using Google.Protobuf;

namespace Trivium.Benchmarks;

/// <summary>
/// The few messages that a Functions host and a worker exchange until the functions are loaded, by the field numbers
/// of <c>FunctionRpc.proto</c>: the worker's package keeps its message types to itself.
/// </summary>
internal static class HostMessages
{
    public const int StartStream = 20;
    public const int InitResponse = 16;
    public const int MetadataResponse = 30;
    public const int LoadResponse = 9;

    private const int InitRequest = 17;
    private const int MetadataRequest = 29;
    private const int LoadRequest = 8;
    private const int FunctionIdOfMetadata = 13;

    // StatusResult: its status, 1 for success; its exception, whose message is field 2.
    private const int Status = 4;
    private const ulong Success = 1;
    private const int StatusException = 2;
    private const int ExceptionMessage = 2;

    public static byte[] Init(string directory) =>
        Message((InitRequest, Nested((1, Text("4.1049.0")), (4, Text(directory)), (5, Text(directory)))));

    public static byte[] Metadata(string directory) => Message((MetadataRequest, Nested((1, Text(directory)))));

    /// <summary>Asks for one function of a metadata response to be loaded, as the worker described it.</summary>
    public static byte[] Load(ByteString metadata)
    {
        var id = Fields(metadata).Single(field => field.Number == FunctionIdOfMetadata).Bytes;
        return Message((LoadRequest, Nested((1, id), (2, metadata))));
    }

    public static IEnumerable<ByteString> Functions(ByteString metadataResponse) =>
        Fields(metadataResponse).Where(field => field.Number == 1).Select(field => field.Bytes);

    /// <summary>What the status among the fields of a response says went wrong; null: nothing.</summary>
    public static string? Failure(ByteString response, int statusField)
    {
        var status = Fields(response).Single(field => field.Number == statusField).Bytes;
        if (Fields(status).Any(field => field.Number == Status && field.Value == Success))
            return null;
        var messages =
            from exception in Fields(status)
            where exception.Number == StatusException
            from message in Fields(exception.Bytes)
            where message.Number == ExceptionMessage
            select message.Bytes.ToStringUtf8();
        return messages.FirstOrDefault() ?? "the worker gave no reason";
    }

    public static List<Field> Fields(ByteString message)
    {
        var input = message.CreateCodedInput();
        var fields = new List<Field>();
        while (input.ReadTag() is var tag and not 0)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.LengthDelimited:
                    fields.Add(new Field(number, input.ReadBytes(), 0));
                    break;
                case WireFormat.WireType.Varint:
                    fields.Add(new Field(number, ByteString.Empty, input.ReadUInt64()));
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return fields;
    }

    private static ByteString Text(string text) => ByteString.CopyFromUtf8(text);

    private static ByteString Nested(params (int Number, ByteString Bytes)[] fields) =>
        UnsafeByteOperations.UnsafeWrap(Message(fields));

    private static byte[] Message(params (int Number, ByteString Bytes)[] fields)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        foreach (var (number, bytes) in fields)
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(bytes);
        }

        output.Flush();
        return stream.ToArray();
    }

    /// <summary>A field: bytes where it is text, bytes or a message, otherwise a value.</summary>
    internal readonly record struct Field(int Number, ByteString Bytes, ulong Value);
}
