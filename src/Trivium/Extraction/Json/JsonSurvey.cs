using System.Text.Json;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>
/// Looks at the objects of a table one after another and finds its columns. An object within an object is flattened to
/// columns with dots in their names; arrays stay as they are; nulls and empty objects are gaps, because one null would
/// make an aggregate over the whole column undefined.
/// </summary>
internal sealed class JsonSurvey
{
    /// <summary>100 different names: more are not properties of a record but keys of a map, which stays JSON.</summary>
    private const int MapKeysMin = 100;

    private readonly JsonNode root = new();
    private int nameChars;

    public int Rows { get; private set; }

    public void Add(JsonElement row)
    {
        AddObject(root, row, 0);
        Rows++;
    }

    /// <summary>How rows are made of objects, and what is said of the columns.</summary>
    public (IReadOnlyList<JsonLayoutColumn> Layout, IReadOnlyList<TableColumn> Columns) Complete()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var (layout, described) = (new List<JsonLayoutColumn>(), new List<TableColumn>());
        Complete(root, [], "");
        return (layout, described);

        void Complete(JsonNode node, string[] path, string prefix)
        {
            var position = 0;
            foreach (var (name, child) in node.Children)
            {
                position++;
                string[] childPath = [.. path, name];
                var childName = prefix + Identifiers.ForColumn(name, position);
                if (child.IsColumn)
                {
                    var distinct = Identifiers.Distinct(childName, taken);
                    layout.Add(new(childPath, distinct, child.IsMap));
                    described.Add((child.Column ?? new()).Describe(distinct, string.Join('.', childPath), Rows));
                }

                Complete(child, childPath, childName + ".");
            }
        }
    }

    private void AddObject(JsonNode node, JsonElement value, int pathChars)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (!node.TryGet(property.Name, out var child))
                child = AddNode(node, property.Name, pathChars);
            if (property.Value.ValueKind != JsonValueKind.Null && !IsEmptyObject(property.Value))
                AddValue(child!, property.Value, pathChars + property.Name.Length + 1);
            if (node.IsMap)
                return;
        }
    }

    private void AddValue(JsonNode node, JsonElement value, int pathChars)
    {
        if (value.ValueKind != JsonValueKind.Object || node.IsMap)
        {
            var isNew = !node.IsColumn;
            node.Survey(value, Rows);
            if (isNew)
                RequireColumns();
            return;
        }

        node.CountObject(Rows);
        AddObject(node, value, pathChars);
        if (!node.IsMap && node.ChildCount > MapKeysMin)
            node.MakeMap();
    }

    private JsonNode AddNode(JsonNode node, string name, int pathChars)
    {
        nameChars += pathChars + name.Length;
        TableLimits.RequireHeaderChars(nameChars, "The table");
        var child = node.Add(name);
        RequireColumns();
        return child;
    }

    /// <summary>A table that would be too wide keeps its widest objects as they are.</summary>
    private void RequireColumns()
    {
        while (root.Columns > TableLimits.ColumnsMax)
        {
            var widest = root.Children.Select(child => child.Node)
                .MaxBy(node => node.ChildCount == 0 ? 0 : node.Columns)!;
            if (widest.ChildCount == 0)
                TableLimits.RequireColumns(root.Columns, "The table");
            widest.MakeMap();
        }
    }

    internal static bool IsEmptyObject(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 0;
}

/// <summary>A column of JSON objects.</summary>
/// <param name="Path">The names that lead to its values.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsMap">Objects are values of it.</param>
internal sealed record JsonLayoutColumn(IReadOnlyList<string> Path, string Name, bool IsMap);
