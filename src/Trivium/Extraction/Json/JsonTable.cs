using System.Collections;
using System.Text.Json;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Json;

/// <summary>
/// A table of JSON objects. Values keep their JSON types, nested ones stay JSON; a null is a gap, because one null
/// would make an aggregate over the whole column undefined.
/// </summary>
internal sealed class JsonTable : IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>
{
    private readonly List<IReadOnlyList<JsonProperty>> rows;
    private readonly Dictionary<string, JsonColumn> columns;

    private JsonTable(List<IReadOnlyList<JsonProperty>> rows, Dictionary<string, JsonColumn> columns) =>
        (this.rows, this.columns) = (rows, columns);

    public int Count => rows.Count;

    public IReadOnlyDictionary<string, JsonElement> this[int index] => RowOf(rows[index]);

    public static ExtractedTable Create(string name, List<IReadOnlyList<JsonProperty>> rows)
    {
        var columns = Plan(rows, name);
        return new ExtractedTable
        {
            Name = name,
            Columns =
            [
                .. columns.Values.OrderBy(column => column.Position).Select(column => column.Describe(rows.Count)),
            ],
            Rows = new JsonTable(rows, columns),
        };
    }

    public IEnumerator<IReadOnlyDictionary<string, JsonElement>> GetEnumerator() => rows.Select(RowOf).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Dictionary<string, JsonColumn> Plan(List<IReadOnlyList<JsonProperty>> rows, string table)
    {
        var columns = new Dictionary<string, JsonColumn>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var property in rows[row])
            {
                if (!columns.TryGetValue(property.Name, out var column))
                {
                    var position = columns.Count + 1;
                    TableLimits.RequireColumns(position, $"The table '{table}'");
                    var name = Identifiers.Distinct(Identifiers.ForColumn(property.Name, position), taken);
                    columns.Add(property.Name, column = new JsonColumn(name, property.Name, position));
                }

                column.Survey(property.Value, row);
            }
        }

        return columns;
    }

    private Dictionary<string, JsonElement> RowOf(IReadOnlyList<JsonProperty> row)
    {
        var result = new Dictionary<string, JsonElement>(row.Count, StringComparer.Ordinal);
        foreach (var property in row)
        {
            // Of a name that is there twice, the last one counts, as everywhere in JSON.
            if (property.Value.ValueKind == JsonValueKind.Null)
                result.Remove(columns[property.Name].Name);
            else
                result[columns[property.Name].Name] = property.Value;
        }

        return result;
    }
}
