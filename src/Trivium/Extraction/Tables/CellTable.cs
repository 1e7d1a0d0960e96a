using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Trivium.Extraction.Tables;

/// <summary>
/// A table of text cells (CSV, pipe tables, HTML tables). A column has the type that all its cells can be read as; one
/// cell that cannot makes the whole column text, so that comparing and sorting it means one thing.
/// </summary>
internal sealed class CellTable : IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>
{
    // The JSON is stored, never put into a page: Japanese escaped as \uXXXX would be twice as long.
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string?[]> cells;
    private readonly ColumnPlan[] plan;

    private CellTable(List<string?[]> cells, ColumnPlan[] plan) => (this.cells, this.plan) = (cells, plan);

    public int Count => cells.Count;

    public IReadOnlyDictionary<string, JsonElement> this[int index] => RowOf(cells[index]);

    /// <summary>
    /// Types the columns and wraps the rows; empty cells are null. Rows may be shorter than the header.
    /// </summary>
    public static ExtractedTable Create(string name, IReadOnlyList<string> header, List<string?[]> cells, int? section)
    {
        var plan = Plan(header, cells);
        var rows = new CellTable(cells, plan);
        var columns = Array.ConvertAll(plan, column => new TableColumn(
            column.Name,
            column.Label,
            CellTypes.NameOf(column.Type),
            column.Filled < cells.Count,
            ExampleOf(column, cells)));
        return new ExtractedTable { Name = name, Columns = columns, Rows = rows, SectionIndex = section };
    }

    public IEnumerator<IReadOnlyDictionary<string, JsonElement>> GetEnumerator() => cells.Select(RowOf).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ColumnPlan[] Plan(IReadOnlyList<string> header, List<string?[]> cells)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var plan = new List<ColumnPlan>(header.Count);
        for (var i = 0; i < header.Count; i++)
        {
            var (type, filled, first) = Survey(cells, i);
            // A delimiter at the end of every line makes a column with neither name nor value.
            if (header[i].Length == 0 && filled == 0)
                continue;
            var name = Identifiers.Distinct(Identifiers.ForColumn(header[i], i + 1), taken);
            plan.Add(new ColumnPlan(i, name, header[i], type, filled, first));
        }

        return [.. plan];
    }

    private static (CellType Type, int Filled, int First) Survey(List<string?[]> cells, int column)
    {
        CellType? type = null;
        var (filled, first) = (0, -1);
        for (var row = 0; row < cells.Count; row++)
        {
            if (column >= cells[row].Length || cells[row][column] is not { } cell)
                continue;
            filled++;
            if (first < 0)
                first = row;
            if (type != CellType.String)
                type = type is { } known ? CellTypes.Join(known, CellTypes.Of(cell)) : CellTypes.Of(cell);
        }

        return (type ?? CellType.String, filled, first);
    }

    private static JsonElement? ExampleOf(ColumnPlan column, List<string?[]> cells) =>
        column.First < 0 ? null : Write([column], cells[column.First])[column.Name];

    private Dictionary<string, JsonElement> RowOf(string?[] row) => Write(plan, row);

    private static Dictionary<string, JsonElement> Write(ColumnPlan[] plan, string?[] row)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Written))
        {
            writer.WriteStartObject();
            foreach (var column in plan)
            {
                if (column.Index < row.Length && row[column.Index] is { } cell)
                    WriteCell(writer, column, cell);
            }

            writer.WriteEndObject();
        }

        using var parsed = JsonDocument.Parse(buffer.WrittenMemory);
        var result = new Dictionary<string, JsonElement>(plan.Length, StringComparer.Ordinal);
        foreach (var property in parsed.RootElement.Clone().EnumerateObject())
            result.Add(property.Name, property.Value);
        return result;
    }

    private static void WriteCell(Utf8JsonWriter writer, ColumnPlan column, string cell)
    {
        switch (column.Type)
        {
            case CellType.Integer:
                writer.WriteNumber(column.Name, long.Parse(cell, CultureInfo.InvariantCulture));
                break;
            case CellType.Number:
                writer.WriteNumber(column.Name, double.Parse(cell, CultureInfo.InvariantCulture));
                break;
            case CellType.Boolean:
                writer.WriteBoolean(column.Name, cell.Equals("true", StringComparison.OrdinalIgnoreCase));
                break;
            case CellType.Date or CellType.DateTime or CellType.String:
                writer.WriteString(column.Name, cell);
                break;
            default:
                throw new InvalidOperationException($"A cell type that cannot be written: {column.Type}.");
        }
    }

    private sealed record ColumnPlan(int Index, string Name, string Label, CellType Type, int Filled, int First);
}
