using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Trivium.Tests.Tables;

/// <summary>
/// The files <c>Answers/standard-*</c> hold standard SQL: SQLite, asked the same over the same rows, answers the same.
/// </summary>
public sealed partial class StandardSqlTests : IAsyncLifetime
{
    private readonly SqliteConnection _database = new("Data Source=:memory:");

    public static TheoryData<string> Files() =>
        [.. QueryFile.NamesIn("Answers").Where(name => name.StartsWith("standard-", StringComparison.Ordinal))];

    public async Task InitializeAsync()
    {
        await _database.OpenAsync();
        Fill(Catalogs.Orders, SampleData.Orders);
        Fill(Catalogs.Goods, SampleData.Goods);
        Fill(Catalogs.Measurements, SampleData.Measurements);
    }

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Files))]
    public void Sqlite_QueriesOfFile_GivesTheRowsExpected(string name)
    {
        var file = new QueryFile(Path.Combine(QueryFile.FolderOf("Answers"), name));

        Assert.All(file.Cases, written =>
        {
            string expected = written.Expected.First(value => value.Key == "rows").Value;
            string[] rows = expected == "none" ? [] : expected.Split('\n');
            IEnumerable<string> ours = rows.Select(row => Line(JsonDocument.Parse(row).RootElement));
            IEnumerable<string> theirs = Rows(written.Query);
            if (!Ordered().IsMatch(written.Query)) (ours, theirs) = (ours.Order(), theirs.Order());
            Assert.Equal($"{written.Query}\n{string.Join('\n', theirs)}", $"{written.Query}\n{string.Join('\n', ours)}");
        });
    }

    private void Fill(Trivium.Tables.TableSchema table, IReadOnlyList<string> rows)
    {
        string[] columns = [.. table.Columns.Select(column => column.Name), "documentId"];
        Execute($"CREATE TABLE \"{table.Name}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))})");
        foreach (string row in rows)
        {
            JsonElement values = JsonDocument.Parse(row).RootElement;
            using SqliteCommand insert = _database.CreateCommand();
            string places = string.Join(", ", columns.Select((_, i) => $"$p{i}"));
            insert.CommandText = $"INSERT INTO \"{table.Name}\" VALUES ({places})";
            for (var i = 0; i < columns.Length; i++)
            {
                object value = columns[i] == "documentId" ? "shop"
                    : values.TryGetProperty(columns[i], out JsonElement found) ? ValueOf(found) : DBNull.Value;
                insert.Parameters.AddWithValue($"$p{i}", value);
            }

            insert.ExecuteNonQuery();
        }
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = _database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<string> Rows(string query)
    {
        using SqliteCommand command = _database.CreateCommand();
        command.CommandText = query;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join(" | ", values.Select(Text)));
        }

        return rows;
    }

    // SQLite has no booleans.
    private static object ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => DBNull.Value,
        JsonValueKind.True => 1.0,
        JsonValueKind.False => 0.0,
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static string Line(JsonElement row) =>
        string.Join(" | ", row.EnumerateObject().Select(property => Text(ValueOf(property.Value))));

    private static string Text(object value) => value switch
    {
        DBNull => "null",
        string text => $"'{text}'",
        IConvertible number => number.ToDouble(null).ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    [GeneratedRegex(@"\bORDER BY\b")]
    private static partial Regex Ordered();
}
