using System.Text;
using Microsoft.Data.Sqlite;

namespace Trivium.Tests.Search;

/// <summary>
/// SQLite's full text search with its Porter stemmer and its own BM25: what is to be had off the shelf for English.
/// </summary>
internal sealed class SqliteTextRanking : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly int _count;

    public SqliteTextRanking(IReadOnlyList<string> texts)
    {
        _count = texts.Count;
        _connection.Open();
        Execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = 'porter unicode61')", null);
        foreach (string text in texts) Execute("INSERT INTO texts(text) VALUES ($text)", text);
    }

    /// <summary>Each text's score for any of the query's words; 0 where it has none.</summary>
    public double[] Scores(string query)
    {
        double[] scores = new double[_count];
        string[] words = [.. Words(query).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (words.Length == 0) return scores;

        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT rowid, bm25(texts) FROM texts WHERE texts MATCH $query";
        command.Parameters.AddWithValue("$query", string.Join(" OR ", words.Select(word => $"\"{word}\"")));
        using SqliteDataReader reader = command.ExecuteReader();
        // SQLite counts rows from 1 and writes better scores as more negative ones.
        while (reader.Read()) scores[reader.GetInt64(0) - 1] = -reader.GetDouble(1);
        return scores;
    }

    public void Dispose() => _connection.Dispose();

    private void Execute(string sql, string? text)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        if (text is not null) command.Parameters.AddWithValue("$text", text);
        command.ExecuteNonQuery();
    }

    private static IEnumerable<string> Words(string query)
    {
        var word = new StringBuilder();
        foreach (char character in query + " ")
        {
            if (char.IsLetterOrDigit(character))
                word.Append(character);
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
    }
}
