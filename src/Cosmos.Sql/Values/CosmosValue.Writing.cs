using System.Text.Json;

namespace Trivium.Cosmos.Sql.Values;

public readonly partial struct CosmosValue
{
    // Beyond this, doubles are no longer consecutive integers, and the shortest form that reads back is used.
    private const double ExactIntegerMax = 9_007_199_254_740_992;

    /// <summary>
    /// Writes the value as JSON. Arrays and objects still backed by JSON keep the digits they were written with.
    /// What JSON cannot hold is written as the strings "NaN", "Infinity" and "-Infinity".
    /// </summary>
    /// <exception cref="InvalidOperationException">The value is undefined, which JSON cannot hold.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (Kind)
        {
            case CosmosValueKind.Null:
                writer.WriteNullValue();
                break;
            case CosmosValueKind.Boolean:
                writer.WriteBooleanValue(_number != 0);
                break;
            case CosmosValueKind.Number:
                WriteNumber(writer, _number);
                break;
            case CosmosValueKind.String:
                writer.WriteStringValue((string)_reference!);
                break;
            case CosmosValueKind.Array:
                ArrayNode.WriteTo(writer);
                break;
            case CosmosValueKind.Object:
                ObjectNode.WriteTo(writer);
                break;
            default:
                throw new InvalidOperationException("undefined cannot be written as JSON. Leave the value out.");
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (number == Math.Truncate(number) && Math.Abs(number) <= ExactIntegerMax) writer.WriteNumberValue(
            (long)number);
        else if (double.IsFinite(number)) writer.WriteNumberValue(number);
        else if (double.IsNaN(number)) writer.WriteStringValue("NaN");
        else writer.WriteStringValue(number > 0 ? "Infinity" : "-Infinity");
    }
}
