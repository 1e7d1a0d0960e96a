using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>A connection that shows one version of the file at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _version;
    private readonly SqliteItemRows _rows;

    public SqliteReader(string path, ItemCache cache)
    {
        _connection = SqliteFile.OpenForReading(path);
        try
        {
            _version = new SqliteStatement(_connection.Handle!, "SELECT version FROM account");
            _rows = new SqliteItemRows(_connection, cache);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public IItemRows Rows => _rows;

    /// <summary>Begins to show the last committed version, and tells its number.</summary>
    public long Begin()
    {
        // While one statement is in the middle of its rows, the connection's transaction lasts, and all other
        // statements see what it saw: no BEGIN and COMMIT are needed.
        _version.Step();
        return _version.Long(0);
    }

    public void End() => _version.Reset();

    public void Dispose()
    {
        _version.Dispose();
        _rows.Dispose();
        _connection.Dispose();
    }
}
