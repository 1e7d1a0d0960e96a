using System.Buffers;
using System.Text.Json;
using Trivium.Cosmos.Sql.Values;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>Rows of a plan as the caller gets them: every column by its name and in its order.</summary>
internal static class AnswerRows
{
    public static IReadOnlyList<JsonElement> Of(IReadOnlyList<CosmosValue> rows, IReadOnlyList<OutputColumn> columns)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, CosmosJson.WriterOptions))
        {
            writer.WriteStartArray();
            foreach (CosmosValue row in rows) Write(row, columns, writer);
            writer.WriteEndArray();
        }

        var options = new JsonDocumentOptions { MaxDepth = CosmosJson.NestingMax };
        using var document = JsonDocument.Parse(buffer.WrittenMemory, options);
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    /// <summary>The columns with their types: the catalog's, else what the values are.</summary>
    public static IReadOnlyList<SqlColumn> Columns(
        IReadOnlyList<CosmosValue> rows, IReadOnlyList<OutputColumn> columns) =>
    [
        .. columns.Select((column, position) =>
            new SqlColumn(column.Name, column.Type ?? TypeOf(rows, QueryPlan.ColumnName(position)))),
    ];

    private static void Write(CosmosValue row, IReadOnlyList<OutputColumn> columns, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        for (var position = 0; position < columns.Count; position++)
        {
            writer.WritePropertyName(columns[position].Name);
            CosmosValue value = row[QueryPlan.ColumnName(position)];
            if (value.IsDefined) value.WriteTo(writer);
            else writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    private static string TypeOf(IReadOnlyList<CosmosValue> rows, string property)
    {
        string? type = null;
        foreach (CosmosValue row in rows)
        {
            if (TypeOf(row[property]) is not { } own) continue;
            type = type is null ? own : ColumnTypes.Merge(type, own);
        }

        return type ?? ColumnTypes.Json;
    }

    private static string? TypeOf(CosmosValue value) => value.Kind switch
    {
        CosmosValueKind.Undefined or CosmosValueKind.Null => null,
        CosmosValueKind.Boolean => ColumnTypes.Boolean,
        CosmosValueKind.Number => double.IsInteger(value.AsNumber()) ? ColumnTypes.Integer : ColumnTypes.Number,
        CosmosValueKind.String => ColumnTypes.String,
        _ => ColumnTypes.Json,
    };
}
