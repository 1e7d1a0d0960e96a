using System.Diagnostics;
using System.Text.Json;

namespace Trivium.Cosmos.Sql.Values;

/// <summary>
/// A value of Cosmos SQL, <see cref="Undefined"/> included (it is also <c>default</c>).
/// Arrays and objects made from JSON stay JSON until they are looked into: reading one property of an item
/// does not decode the others.
/// </summary>
/// <remarks>Equality and order are deep and total; see <see cref="CompareTo"/>. Immutable and thread-safe.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct CosmosValue : IEquatable<CosmosValue>, IComparable<CosmosValue>
{
    private readonly object? _reference;
    private readonly double _number;

    private CosmosValue(CosmosValueKind kind, object? reference, double number)
    {
        Kind = kind;
        _reference = reference;
        _number = number;
    }

    /// <summary>The absence of a value.</summary>
    public static CosmosValue Undefined => default;

    /// <summary>JSON null.</summary>
    public static CosmosValue Null { get; } = new(CosmosValueKind.Null, null, 0);

    /// <summary>true.</summary>
    public static CosmosValue True { get; } = new(CosmosValueKind.Boolean, null, 1);

    /// <summary>false.</summary>
    public static CosmosValue False { get; } = new(CosmosValueKind.Boolean, null, 0);

    /// <summary>The array without elements.</summary>
    public static CosmosValue EmptyArray { get; } = new(CosmosValueKind.Array, new ListArrayNode([]), 0);

    /// <summary>The object without properties.</summary>
    public static CosmosValue EmptyObject { get; } = new(CosmosValueKind.Object, new MapObjectNode([]), 0);

    /// <summary>The type.</summary>
    public CosmosValueKind Kind { get; }

    /// <summary>Whether this is <see cref="Undefined"/>.</summary>
    public bool IsUndefined => Kind == CosmosValueKind.Undefined;

    /// <summary>Whether there is a value, null included.</summary>
    public bool IsDefined => Kind != CosmosValueKind.Undefined;

    /// <summary>Whether this is null.</summary>
    public bool IsNull => Kind == CosmosValueKind.Null;

    /// <summary>Whether this is the boolean true: the only value a WHERE clause lets pass.</summary>
    public bool IsTrue => Kind == CosmosValueKind.Boolean && _number != 0;

    /// <summary>Whether this is the boolean false.</summary>
    public bool IsFalse => Kind == CosmosValueKind.Boolean && _number == 0;

    /// <summary>Whether this is a number.</summary>
    public bool IsNumber => Kind == CosmosValueKind.Number;

    /// <summary>Whether this is a string.</summary>
    public bool IsString => Kind == CosmosValueKind.String;

    /// <summary>Whether this is an array.</summary>
    public bool IsArray => Kind == CosmosValueKind.Array;

    /// <summary>Whether this is an object.</summary>
    public bool IsObject => Kind == CosmosValueKind.Object;

    /// <summary>Whether this is null, a boolean, a number or a string.</summary>
    public bool IsPrimitive => Kind is >= CosmosValueKind.Null and <= CosmosValueKind.String;

    /// <summary>What the maker of this array or object attached in <see cref="FromElement"/>, or null.</summary>
    public object? Owner => (_reference as ObjectNode)?.Owner;

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public bool AsBoolean() => Kind == CosmosValueKind.Boolean ? _number != 0 : throw Mismatch("a boolean");

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public double AsNumber() => Kind == CosmosValueKind.Number ? _number : throw Mismatch("a number");

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public string AsString() => Kind == CosmosValueKind.String ? (string)_reference! : throw Mismatch("a string");

    /// <summary>The elements of the array; elements that are arrays or objects are still lazy.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public IReadOnlyList<CosmosValue> AsArray() => ArrayNode.Items;

    /// <summary>The properties of the object in their order, each name once; nested ones are still lazy.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public IReadOnlyList<KeyValuePair<string, CosmosValue>> AsObject() => ObjectNode.Properties;

    /// <summary>The property of that name; undefined when there is none or this is not an object.</summary>
    public CosmosValue this[string name] =>
        Kind == CosmosValueKind.Object ? ((ObjectNode)_reference!).Find(name) : default;

    /// <summary>The element at that index from 0; undefined when there is none or this is not an array.</summary>
    public CosmosValue this[int index] =>
        Kind == CosmosValueKind.Array ? ((ArrayNode)_reference!).At(index) : default;

    /// <summary>How many elements the array has.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public int ArrayLength => ArrayNode.Count;

    internal ArrayNode ArrayNode =>
        Kind == CosmosValueKind.Array ? (ArrayNode)_reference! : throw Mismatch("an array");

    internal ObjectNode ObjectNode =>
        Kind == CosmosValueKind.Object ? (ObjectNode)_reference! : throw Mismatch("an object");

    /// <summary>The value as JSON; "undefined" for undefined.</summary>
    public override string ToString()
    {
        if (IsUndefined) return "undefined";
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, CosmosJson.WriterOptions)) WriteTo(writer);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private InvalidOperationException Mismatch(string wanted) =>
        new($"The value is of type {Kind}, not {wanted}. Look at Kind first.");
}
