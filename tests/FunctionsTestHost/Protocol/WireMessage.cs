using Google.Protobuf;

namespace Trivium.FunctionsTestHost;

/// <summary>A protobuf message by its field numbers: the worker's package keeps its message types to itself.</summary>
internal static class WireMessage
{
    /// <summary>A field: bytes where it is text, bytes or a message, otherwise a value.</summary>
    public readonly record struct Field(int Number, ByteString Bytes, ulong Value);

    public static List<Field> Read(ByteString message)
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

    public static byte[] Write(params IEnumerable<(int Number, ByteString Bytes)> fields)
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

    public static ByteString Nested(params IEnumerable<(int Number, ByteString Bytes)> fields) =>
        UnsafeByteOperations.UnsafeWrap(Write(fields));

    public static ByteString Text(string text) => ByteString.CopyFromUtf8(text);

    /// <summary>The text of a field; null when the message lacks it.</summary>
    public static string? TextOf(IEnumerable<Field> fields, int number)
    {
        foreach (var field in fields)
        {
            if (field.Number == number)
                return field.Bytes.ToStringUtf8();
        }

        return null;
    }

    /// <summary>The entries of a map of texts.</summary>
    public static Dictionary<string, string> MapOf(IEnumerable<Field> fields, int number) => fields
        .Where(field => field.Number == number)
        .Select(field => Read(field.Bytes))
        .ToDictionary(entry => TextOf(entry, 1) ?? "", entry => TextOf(entry, 2) ?? "", StringComparer.Ordinal);
}
