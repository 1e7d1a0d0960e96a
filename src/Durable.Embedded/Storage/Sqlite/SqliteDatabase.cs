using Microsoft.Data.Sqlite;

namespace Trivium.Durable.Embedded;

/// <summary>One exclusive connection to a database file, with its statements prepared once.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = [];

    private SqliteDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file for this process alone.</summary>
    /// <exception cref="OrchestrationStoreException">It is in use, of a newer version, or not a database.</exception>
    public static SqliteDatabase Open(string path, StorageDurability durability)
    {
        string connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,

            // Seconds a statement retries while the file is locked: whoever holds it holds it for long.
            DefaultTimeout = 1,
        }.ToString();
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            Configure(connection, durability);
            SqliteSchema.Migrate(connection, path);
            return new(connection);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw exception.SqliteErrorCode is Busy or Locked
                ? new OrchestrationStoreException(
                    $"The orchestration database '{path}' is in use by another engine. Stop it, or use another file.",
                        exception)
                : new OrchestrationStoreException(
                    $"The orchestration database '{path}' cannot be opened: {exception.Message}", exception);
        }
        catch (OrchestrationStoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement; returns the rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar();

    /// <summary>The rows of a statement.</summary>
    public List<T> Rows<T>(Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using SqliteDataReader reader = Bind(sql, values).ExecuteReader();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public void Dispose()
    {
        foreach (SqliteCommand statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
    }

    private static void Configure(SqliteConnection connection, StorageDurability durability)
    {
        string synchronous = durability switch
        {
            // FULL: a commit in WAL mode is on the disk when it returns; NORMAL may lose the last ones in a power cut.
            StorageDurability.Disk => "FULL",

            // OFF: what is written is the operating system's; it survives the process, which is all that was asked.
            StorageDurability.Process => "OFF",
            _ => throw new ArgumentOutOfRangeException(nameof(durability), durability, "Not a durability."),
        };
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"""
            -- One engine per file. Before journal_mode: WAL then needs no shared memory file.
            PRAGMA locking_mode = EXCLUSIVE;
            -- Commits append to one file and sync once; with a rollback journal they would sync twice or more.
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {synchronous};
            -- Nothing here relies on foreign keys; said so that a build's default does not matter.
            PRAGMA foreign_keys = OFF;
            -- Sorting a page of instances needs no file of its own.
            PRAGMA temp_store = MEMORY;
            -- Takes the exclusive lock now, so that a second engine fails at its start and not at its first write.
            BEGIN EXCLUSIVE;
            COMMIT;
            """;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _statements.Add(sql, command);
        }

        command.Parameters.Clear();
        for (int i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        return command;
    }
}
