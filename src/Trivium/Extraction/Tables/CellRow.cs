using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Trivium.Extraction.Tables;

/// <summary>Makes rows of text cells, one after another.</summary>
internal sealed class CellRow
{
    // The JSON is stored, never put into a page: Japanese escaped as \uXXXX would be twice as long.
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> buffer = new(256);
    private readonly Utf8JsonWriter writer;

    public CellRow()
    {
        writer = new(buffer, Written);
        writer.WriteStartObject();
    }

    /// <summary>Adds a cell to the row, unless the column's rule says that it is a gap.</summary>
    public void Add(CellColumn column, ReadOnlySpan<char> cell)
    {
        if (!column.Rule.IsGap(cell))
            column.Rule.Write(writer, column.Name, cell);
    }

    /// <summary>The row; the next one begins.</summary>
    public IReadOnlyDictionary<string, JsonElement> Complete()
    {
        writer.WriteEndObject();
        writer.Flush();
        var properties = JsonElement.Parse(buffer.WrittenSpan);
        var row = new Dictionary<string, JsonElement>(properties.GetPropertyCount(), StringComparer.Ordinal);
        foreach (var property in properties.EnumerateObject())
            row.Add(property.Name, property.Value);
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        return row;
    }
}
