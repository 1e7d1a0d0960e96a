using Microsoft.Data.Sqlite;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>Opens connections to the database file.</summary>
internal static class SqliteFile
{
    // Nobody holds a lock for long: another program's checkpoint at most, or recovery after a crash.
    private const int BusyTimeoutMilliseconds = 5000;

    /// <summary>The connection of the writer, which keeps the file in order.</summary>
    public static SqliteConnection OpenForWriting(string path, Durability durability)
    {
        var connection = Open(path);
        try
        {
            // Appending to a log is one flush a commit, where the rollback journal needs two and more; and readers see
            // what was committed when they began, without waiting and without making the writer wait.
            Sql.Execute(connection, "PRAGMA journal_mode = WAL");
            // FULL flushes the log at every commit, before it is acknowledged. NORMAL flushes at checkpoints only:
            // never corrupt, but the last commits may be lost with the power.
            Sql.Execute(
                connection,
                durability == Durability.Disk ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            // 64 MB instead of 4 MB between checkpoints: fewer of them while much is ingested.
            Sql.Execute(connection, "PRAGMA wal_autocheckpoint = 16384");
            // After a reader kept the log from being used anew it may be much larger; this gives the space back.
            Sql.Execute(connection, "PRAGMA journal_size_limit = 134217728");
            // 16 MB of pages: the upper levels of all indexes and the leaves of the partitions being written.
            Sql.Execute(connection, "PRAGMA cache_size = -16384");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection that reads beside the writer.</summary>
    public static SqliteConnection OpenForReading(string path)
    {
        var connection = Open(path);
        // 4 MB of pages, enough for the upper levels of the indexes; the operating system holds the rest.
        Sql.Execute(connection, "PRAGMA cache_size = -4096");
        // A fault in this program cannot write past the writer.
        Sql.Execute(connection, "PRAGMA query_only = 1");
        return connection;
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            // Without a pool the file is released when the engine is disposed, not some time later.
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            // Statements that are run without ADO.NET wait in SQLite.
            Sql.Execute(connection, $"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
