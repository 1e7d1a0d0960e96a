using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Containers;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>
/// Keeps the account in one SQLite file. A group of writes is one transaction: after a crash all of it is there, or
/// nothing.
/// </summary>
internal sealed class SqliteAccountStore : IAccountStore
{
    // SQLITE_BUSY: somebody else holds the lock.
    private const int SqliteBusy = 5;

    // An engine keeps its lock for life, so waiting for it is useless.
    private const int LockTimeoutSeconds = 1;

    private readonly SqliteConnection _connection;
    private readonly PreparedItemStatements _items;

    public SqliteAccountStore(string path, Durability durability)
    {
        var fullPath = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = fullPath,
            // Without a pool the file is released when the engine is disposed, not some time later.
            Pooling = false,
            DefaultTimeout = LockTimeoutSeconds,
        }.ToString());
        try
        {
            _connection.Open();
            Configure(durability);
            SqliteSchema.Migrate(_connection, fullPath);
            _items = new PreparedItemStatements(_connection);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == SqliteBusy)
        {
            _connection.Dispose();
            throw new InvalidOperationException(
                $"'{fullPath}' is in use by another engine. Stop it, or open another file.", error);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public AccountState Load() => SqliteLoading.Load(_connection);

    public void Commit(IReadOnlyList<StorageChange> changes, AccountState after)
    {
        using var transaction = _connection.BeginTransaction();
        _items.Use(transaction);
        var touched = new HashSet<uint>();
        foreach (var change in changes)
            Apply(change, touched);
        foreach (var container in after.Databases.Values.SelectMany(database => database.Containers.Values))
        {
            if (touched.Contains(container.Number))
                Sql.Execute(
                    _connection, "UPDATE containers SET lsn = $0 WHERE number = $1", container.Lsn, container.Number);
        }
        Sql.Execute(_connection, "UPDATE account SET last_key = $0", after.LastKey);
        transaction.Commit();
    }

    public void Dispose()
    {
        _items.Dispose();
        _connection.Dispose();
    }

    private void Configure(Durability durability)
    {
        // One engine owns the file; another one that opens it fails at once instead of corrupting the picture in
        // memory.
        Sql.Execute(_connection, "PRAGMA locking_mode = EXCLUSIVE");
        // Appending to a log is one flush a commit; the rollback journal needs two and more.
        Sql.Execute(_connection, "PRAGMA journal_mode = WAL");
        // FULL flushes the log at every commit, before it is acknowledged. NORMAL flushes at checkpoints only: never
        // corrupt, but the last commits may be lost with the power.
        Sql.Execute(
            _connection, durability == Durability.Disk ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        // 64 MB instead of 4 MB between checkpoints: fewer of them while much is ingested.
        Sql.Execute(_connection, "PRAGMA wal_autocheckpoint = 16384");
    }

    private void Apply(StorageChange change, HashSet<uint> touched)
    {
        switch (change)
        {
            case StorageChange.PutItem(var container, var item):
                _items.Put(container, item);
                touched.Add(container);
                break;
            case StorageChange.RemoveItem(var container, var item):
                _items.Remove(item.Key);
                touched.Add(container);
                break;
            case StorageChange.PutDatabase(var database):
                Sql.Execute(
                    _connection, "INSERT OR REPLACE INTO databases VALUES ($0, $1, $2, $3)",
                    database.Number, database.Name, database.Timestamp, database.Throughput);
                break;
            case StorageChange.DropDatabase(var number):
                Sql.Execute(
                    _connection,
                    """
                    DELETE FROM items WHERE container IN (SELECT number FROM containers WHERE database = $0);
                    DELETE FROM containers WHERE database = $0;
                    DELETE FROM databases WHERE number = $0;
                    """,
                    number);
                break;
            case StorageChange.PutContainer(var container):
                Sql.Execute(
                    _connection, "INSERT OR REPLACE INTO containers VALUES ($0, $1, $2, $3, $4, $5, $6)",
                    container.Number, container.DatabaseNumber, container.Definition.Json, container.Timestamp,
                    container.Revision, container.Throughput, container.Lsn);
                break;
            case StorageChange.DropContainer(var number):
                Sql.Execute(
                    _connection,
                        "DELETE FROM items WHERE container = $0; DELETE FROM containers WHERE number = $0;", number);
                break;
            default:
                throw new InvalidOperationException($"Storage does not know the change {change.GetType().Name}.");
        }
    }
}
