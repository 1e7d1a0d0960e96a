using System.Text.Json;

namespace Trivium.Extraction.Json;

/// <summary>A property at some depth of a table's objects: what its values are, and the properties within them.</summary>
internal sealed class JsonNode
{
    private readonly Dictionary<string, JsonNode> children = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private int lastObjectRow = -1;
    private int objectRows;

    /// <summary>The properties of its objects by name, in the order of first appearance.</summary>
    public IEnumerable<(string Name, JsonNode Node)> Children => order.Select(name => (name, children[name]));

    public int ChildCount => order.Count;

    /// <summary>Its values that make a column; null where there are none.</summary>
    public JsonColumn? Column { get; private set; }

    /// <summary>Its objects are values: their properties are entries rather than columns.</summary>
    public bool IsMap { get; private set; }

    /// <summary>It makes a column: it has values, or nothing but nulls.</summary>
    public bool IsColumn => Column is not null || order.Count == 0;

    /// <summary>How many columns it makes with everything within it.</summary>
    public int Columns => (IsColumn ? 1 : 0) + children.Values.Sum(child => child.Columns);

    public bool TryGet(string name, out JsonNode? child) => children.TryGetValue(name, out child);

    public JsonNode Add(string name)
    {
        var child = new JsonNode();
        children.Add(name, child);
        order.Add(name);
        return child;
    }

    /// <summary>Notes that a row has an object here.</summary>
    public void CountObject(int row)
    {
        objectRows += row == lastObjectRow ? 0 : 1;
        lastObjectRow = row;
    }

    public void Survey(JsonElement value, int row) => (Column ??= new()).Survey(value, row);

    /// <summary>Makes its objects values, those seen before too.</summary>
    public void MakeMap()
    {
        IsMap = true;
        (Column ??= new()).Absorb(objectRows);
        children.Clear();
        order.Clear();
    }
}
