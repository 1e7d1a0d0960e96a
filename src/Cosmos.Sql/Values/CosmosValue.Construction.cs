using System.Text.Json;

namespace Trivium.Cosmos.Sql.Values;

public readonly partial struct CosmosValue
{
    /// <summary>A boolean.</summary>
    public static CosmosValue FromBoolean(bool value) => value ? True : False;

    /// <summary>A number.</summary>
    public static CosmosValue FromNumber(double value) => new(CosmosValueKind.Number, null, value);

    /// <summary>A string.</summary>
    public static CosmosValue FromString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(CosmosValueKind.String, value, 0);
    }

    /// <summary>An array of these elements; undefined ones are left out, as an array cannot hold them.</summary>
    public static CosmosValue FromArray(IEnumerable<CosmosValue> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var kept = new List<CosmosValue>();
        foreach (var element in elements)
            if (element.IsDefined) kept.Add(element);
        return FromDefinedArray(kept.ToArray());
    }

    /// <summary>
    /// An object of these properties; undefined ones are left out. Of a name that occurs twice the last value stays.
    /// </summary>
    public static CosmosValue FromObject(IEnumerable<KeyValuePair<string, CosmosValue>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var kept = new List<KeyValuePair<string, CosmosValue>>();
        foreach (var property in properties)
            if (property.Value.IsDefined) kept.Add(property);
        return FromDefinedObject(ObjectNode.WithoutDuplicates(kept));
    }

    /// <summary>
    /// A value backed by that element, which must outlive it: do not dispose its document before.
    /// <see cref="JsonValueKind.Undefined"/> becomes undefined.
    /// </summary>
    /// <param name="element">Well-formed JSON: strings without invalid UTF-8 and without lone surrogates.</param>
    /// <param name="owner">Kept with an object and returned by <see cref="Owner"/>; a store's own record of it.</param>
    public static CosmosValue FromElement(JsonElement element, object? owner = null) => element.ValueKind switch
    {
        JsonValueKind.Undefined => Undefined,
        JsonValueKind.Null => Null,
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        JsonValueKind.Number => FromNumber(element.GetDouble()),
        JsonValueKind.String => FromString(element.GetString()!),
        JsonValueKind.Array => new(CosmosValueKind.Array, new JsonArrayNode(element), 0),
        JsonValueKind.Object => new(CosmosValueKind.Object, new JsonObjectNode(element, owner), 0),
        _ => throw new ArgumentOutOfRangeException(nameof(element), element.ValueKind, "Not a JSON value."),
    };

    /// <summary>Reads one JSON value; objects and arrays in it are decoded when looked into.</summary>
    /// <param name="utf8Json">The text; it must not change while the value is in use.</param>
    /// <param name="owner">See <see cref="FromElement"/>.</param>
    /// <exception cref="JsonException">
    /// Not JSON, nested deeper than <see cref="CosmosJson.NestingMax"/>, invalid UTF-8, or a lone surrogate.
    /// </exception>
    public static CosmosValue Parse(ReadOnlyMemory<byte> utf8Json, object? owner = null) =>
        FromElement(CosmosJson.Parse(utf8Json), owner);

    /// <summary>Reads one JSON value.</summary>
    /// <exception cref="JsonException">As for the other overload.</exception>
    public static CosmosValue Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(System.Text.Encoding.UTF8.GetBytes(json));
    }

    internal static CosmosValue FromDefinedArray(CosmosValue[] elements) =>
        elements.Length == 0 ? EmptyArray : new(CosmosValueKind.Array, new ListArrayNode(elements), 0);

    internal static CosmosValue FromDefinedObject(KeyValuePair<string, CosmosValue>[] properties) =>
        properties.Length == 0 ? EmptyObject : new(CosmosValueKind.Object, new MapObjectNode(properties), 0);

    internal static CosmosValue FromText(string text)
    {
        ValueWeight.Check(text.Length);
        return new(CosmosValueKind.String, text, 0);
    }
}
