using System.Text;
using System.Text.Json;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation.Expressions;

/// <summary>Reads a chain of properties from a bound value, without decoding what it passes.</summary>
internal sealed class PathReader
{
    private readonly int _slot;
    private readonly string[] _names;
    private readonly byte[][] _utf8Names;

    public PathReader(int slot, IReadOnlyList<string> names)
    {
        _slot = slot;
        _names = [.. names];
        _utf8Names = new byte[_names.Length][];
        for (var i = 0; i < _names.Length; i++) _utf8Names[i] = Encoding.UTF8.GetBytes(_names[i]);
    }

    public CosmosValue Read(Frame frame)
    {
        var value = frame.Slots[_slot];
        for (var i = 0; i < _names.Length; i++)
        {
            if (!value.IsObject) return default;
            if (value.ObjectNode is JsonObjectNode json)
                return TryDescend(json.Element, i, out var found) ? CosmosValue.FromElement(found) : default;
            value = value[_names[i]];
        }

        return value;
    }

    /// <summary>Compares with a constant string without making a string of the item's.</summary>
    public CosmosValue ReadEquals(Frame frame, CosmosValue text, byte[] utf8Text)
    {
        var value = frame.Slots[_slot];
        if (_names.Length == 0 || !value.IsObject || value.ObjectNode is not JsonObjectNode json)
            return Comparison.Equal(Read(frame), text);
        if (!TryDescend(json.Element, 0, out var found)) return default;
        return CosmosValue.FromBoolean(found.ValueKind == JsonValueKind.String && found.ValueEquals(utf8Text));
    }

    private bool TryDescend(JsonElement element, int from, out JsonElement found)
    {
        found = element;
        for (var i = from; i < _utf8Names.Length; i++)
            if (found.ValueKind != JsonValueKind.Object
                || !found.TryGetProperty(_utf8Names[i], out found)) return false;
        return true;
    }
}
