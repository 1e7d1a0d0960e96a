using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Trivium.Cosmos.Embedded.Items;

/// <summary>One level's value of a partition key: a JSON primitive, or undefined.</summary>
internal readonly record struct PartitionKeyPart(JsonValueKind Kind, string? Text, double Number)
{
    public static readonly PartitionKeyPart Undefined = new(JsonValueKind.Undefined, null, 0);

    /// <summary>
    /// Objects and arrays cannot be partition keys; they count as undefined, as <c>{}</c> does in the header.
    /// </summary>
    public static PartitionKeyPart From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => new(JsonValueKind.String, element.GetString(), 0),
        JsonValueKind.Number => new(JsonValueKind.Number, null, element.GetDouble()),
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => new(element.ValueKind, null, 0),
        _ => Undefined,
    };

    /// <summary>
    /// Tag and value as they enter the hash: undefined 00, null 01, false 02, true 03, number 05 + double, string 08 +
    /// UTF-8 + FF.
    /// </summary>
    public byte[] HashInput()
    {
        switch (Kind)
        {
            case JsonValueKind.Null:
                return [1];
            case JsonValueKind.False:
                return [2];
            case JsonValueKind.True:
                return [3];
            case JsonValueKind.Number:
                var number = new byte[9];
                number[0] = 5;
                BinaryPrimitives.WriteDoubleLittleEndian(number.AsSpan(1), Number);
                return number;
            case JsonValueKind.String:
                var text = new byte[Encoding.UTF8.GetByteCount(Text!) + 2];
                text[0] = 8;
                Encoding.UTF8.GetBytes(Text!, text.AsSpan(1));
                text[^1] = 0xFF;
                return text;
            default:
                return [0];
        }
    }

    public override string ToString() => Kind switch
    {
        JsonValueKind.String => JsonSerializer.Serialize(Text),
        JsonValueKind.Number => JsonSerializer.Serialize(Number),
        JsonValueKind.Undefined => "{}",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
