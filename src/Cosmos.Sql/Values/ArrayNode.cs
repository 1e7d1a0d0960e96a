using System.Text.Json;

namespace Trivium.Cosmos.Sql.Values;

/// <summary>What an array value refers to.</summary>
internal abstract class ArrayNode
{
    public abstract int Count { get; }

    /// <summary>See <see cref="ValueWeight"/>.</summary>
    public abstract long Weight { get; }

    /// <summary>All elements, decoded once per node.</summary>
    public abstract CosmosValue[] Items { get; }

    public abstract CosmosValue At(int index);

    public abstract void WriteTo(Utf8JsonWriter writer);
}

/// <summary>An array computed by a query.</summary>
internal sealed class ListArrayNode(CosmosValue[] items) : ArrayNode
{
    public override int Count => items.Length;

    public override long Weight { get; } = ValueWeight.Sum(items);

    public override CosmosValue[] Items => items;

    public override CosmosValue At(int index) => (uint)index < (uint)items.Length ? items[index] : default;

    public override void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in items) item.WriteTo(writer);
        writer.WriteEndArray();
    }
}

/// <summary>An array that is still JSON.</summary>
internal sealed class JsonArrayNode(JsonElement element) : ArrayNode
{
    private CosmosValue[]? _items;

    public JsonElement Element => element;

    public override int Count => element.GetArrayLength();

    public override long Weight => ValueWeight.Of(element);

    public override CosmosValue[] Items => _items ??= Decode();

    public override CosmosValue At(int index)
    {
        if (_items is { } items) return (uint)index < (uint)items.Length ? items[index] : default;
        return index >= 0 && index < Count ? CosmosValue.FromElement(element[index]) : default;
    }

    public override void WriteTo(Utf8JsonWriter writer) => element.WriteTo(writer);

    private CosmosValue[] Decode()
    {
        var items = new CosmosValue[element.GetArrayLength()];
        var index = 0;
        foreach (var child in element.EnumerateArray()) items[index++] = CosmosValue.FromElement(child);
        return items;
    }
}
