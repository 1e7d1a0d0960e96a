using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>
/// Keeps the account in one SQLite file. A group of writes is one transaction: after a crash all of it is there, or
/// nothing. One connection writes, and reads for the writer; others read beside it.
/// </summary>
internal sealed class SqliteAccountStore : IAccountStore
{
    private readonly EngineLock _engineLock;
    private readonly SqliteConnection _connection;
    private readonly SqliteItemRows _rows;
    private readonly SqliteItemWriting _items;
    private readonly SqliteReaderPool _readers;

    /// <exception cref="InvalidOperationException">
    /// Another engine has the file open, or a newer version wrote it.
    /// </exception>
    public SqliteAccountStore(string path, Durability durability, long cacheBytesMax)
    {
        var fullPath = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
        _engineLock = new EngineLock(fullPath);
        try
        {
            _connection = SqliteFile.OpenForWriting(fullPath, durability);
            try
            {
                SqliteSchema.Migrate(_connection, fullPath);
                var cache = new ItemCache(cacheBytesMax);
                _rows = new SqliteItemRows(_connection, cache);
                _items = new SqliteItemWriting(_connection);
                _readers = new SqliteReaderPool(fullPath, cache);
            }
            catch
            {
                _connection.Dispose();
                throw;
            }
        }
        catch
        {
            _engineLock.Dispose();
            throw;
        }
    }

    public IItemRows Committed => _rows;

    public AccountState Load() => SqliteLoading.Load(_connection);

    public IStoredVersion OpenVersion() => _readers.Open();

    public AccountState Commit(IReadOnlyList<StorageChange> changes, AccountState after)
    {
        using var transaction = _connection.BeginTransaction();
        var touched = new HashSet<uint>();
        foreach (var change in changes)
            Apply(change, touched);
        var published = after;
        foreach (var database in after.Databases.Values)
        {
            foreach (var container in database.Containers.Values.Where(one => touched.Contains(one.Number)))
            {
                _items.PutCounters(container);
                published = published.With(database.Name, container.AsStored());
            }
        }
        _items.PutCounters(after);
        transaction.Commit();
        return published;
    }

    public void Dispose()
    {
        _readers.Dispose();
        _rows.Dispose();
        _items.Dispose();
        _connection.Dispose();
        _engineLock.Dispose();
    }

    private void Apply(StorageChange change, HashSet<uint> touched)
    {
        switch (change)
        {
            case StorageChange.PutItem(var container, _, var item, var uniqueKeys) put:
                _items.Put(container, item, uniqueKeys);
                if (put.Features is not null)
                    _items.Put(item, put.Features);
                touched.Add(container.Number);
                break;
            case StorageChange.RemoveItem(var container, var item):
                _items.Remove(container, item);
                touched.Add(container.Number);
                break;
            case StorageChange.PutContainer(var container, var isExpiryChanged):
                SqliteContainers.Put(_connection, container, isExpiryChanged);
                touched.Add(container.Number);
                break;
            case StorageChange.DropContainer(var number):
                SqliteContainers.Drop(_connection, number);
                break;
            case StorageChange.PutDatabase(var database):
                SqliteContainers.Put(_connection, database);
                break;
            case StorageChange.DropDatabase(var number):
                SqliteContainers.DropDatabase(_connection, number);
                break;
            default:
                throw new InvalidOperationException($"Storage does not know the change {change.GetType().Name}.");
        }
    }
}
