using System.Text.Json;

namespace Trivium.Cosmos.Sql.Values;

/// <summary>What an object value refers to.</summary>
internal abstract class ObjectNode
{
    // Below this, comparing every pair of names is faster than hashing them.
    private const int LinearDuplicateScanMax = 8;

    public abstract object? Owner { get; }

    /// <summary>See <see cref="ValueWeight"/>.</summary>
    public abstract long Weight { get; }

    /// <summary>All properties in order, each name once, decoded once per node.</summary>
    public abstract KeyValuePair<string, CosmosValue>[] Properties { get; }

    public abstract CosmosValue Find(string name);

    public abstract void WriteTo(Utf8JsonWriter writer);

    /// <summary>Keeps the last value of every name, at the place of its first occurrence.</summary>
    public static KeyValuePair<string, CosmosValue>[] WithoutDuplicates(
        List<KeyValuePair<string, CosmosValue>> properties)
    {
        if (!HasDuplicates(properties)) return properties.ToArray();
        var places = new Dictionary<string, int>(properties.Count, StringComparer.Ordinal);
        var kept = new List<KeyValuePair<string, CosmosValue>>(properties.Count);
        foreach (var property in properties)
        {
            if (places.TryAdd(property.Key, kept.Count)) kept.Add(property);
            else kept[places[property.Key]] = property;
        }

        return kept.ToArray();
    }

    private static bool HasDuplicates(List<KeyValuePair<string, CosmosValue>> properties)
    {
        if (properties.Count > LinearDuplicateScanMax)
        {
            var seen = new HashSet<string>(properties.Count, StringComparer.Ordinal);
            foreach (var property in properties)
                if (!seen.Add(property.Key)) return true;
            return false;
        }

        for (var i = 1; i < properties.Count; i++)
            for (var j = 0; j < i; j++)
                if (string.Equals(properties[i].Key, properties[j].Key, StringComparison.Ordinal)) return true;
        return false;
    }
}

/// <summary>An object computed by a query.</summary>
internal sealed class MapObjectNode(KeyValuePair<string, CosmosValue>[] properties) : ObjectNode
{
    public override object? Owner => null;

    public override long Weight { get; } = ValueWeight.Sum(properties);

    public override KeyValuePair<string, CosmosValue>[] Properties => properties;

    public override CosmosValue Find(string name)
    {
        foreach (var property in properties)
            if (string.Equals(property.Key, name, StringComparison.Ordinal)) return property.Value;
        return default;
    }

    public override void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var property in properties)
        {
            writer.WritePropertyName(property.Key);
            property.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}

/// <summary>An object that is still JSON.</summary>
internal sealed class JsonObjectNode(JsonElement element, object? owner) : ObjectNode
{
    private KeyValuePair<string, CosmosValue>[]? _properties;

    public JsonElement Element => element;

    public override object? Owner => owner;

    public override long Weight => ValueWeight.Of(element);

    public override KeyValuePair<string, CosmosValue>[] Properties => _properties ??= Decode();

    public override CosmosValue Find(string name) =>
        element.TryGetProperty(name, out var found) ? CosmosValue.FromElement(found) : default;

    public override void WriteTo(Utf8JsonWriter writer) => element.WriteTo(writer);

    private KeyValuePair<string, CosmosValue>[] Decode()
    {
        var properties = new List<KeyValuePair<string, CosmosValue>>();
        foreach (var property in element.EnumerateObject())
            properties.Add(new(property.Name, CosmosValue.FromElement(property.Value)));
        return WithoutDuplicates(properties);
    }
}
