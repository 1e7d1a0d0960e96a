using System.Text.Json;

namespace Trivium.Extraction.Json;

/// <summary>Makes rows of objects as a survey of all of them said.</summary>
internal sealed class JsonRow
{
    private readonly Node root = new();

    public JsonRow(IReadOnlyList<JsonLayoutColumn> columns)
    {
        foreach (var column in columns)
        {
            var node = root;
            foreach (var name in column.Path)
            {
                if (!node.Children.TryGetValue(name, out var child))
                    node.Children.Add(name, child = new());
                node = child;
            }

            (node.Column, node.IsMap) = (column.Name, column.IsMap);
        }
    }

    /// <summary>
    /// The row of an object. Of a name that is there twice, the last one counts, as everywhere in JSON.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Of(JsonElement value)
    {
        var row = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        Add(row, root, value);
        return row;
    }

    private static void Add(Dictionary<string, JsonElement> row, Node node, JsonElement value)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (!node.Children.TryGetValue(property.Name, out var child))
                continue;
            if (property.Value.ValueKind == JsonValueKind.Object && !child.IsMap)
                Add(row, child, property.Value);
            else if (child.Column is { } column && HasValue(property.Value))
                row[column] = property.Value;
            else if (child.Column is { } gap)
                row.Remove(gap);
        }
    }

    private static bool HasValue(JsonElement value) =>
        value.ValueKind != JsonValueKind.Null && !JsonSurvey.IsEmptyObject(value);

    private sealed class Node
    {
        public Dictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public string? Column { get; set; }

        public bool IsMap { get; set; }
    }
}
