using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Search;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>The statements of nearly every commit, compiled once.</summary>
internal sealed class SqliteItemWriting : IDisposable
{
    private readonly SqliteStatement _put;
    private readonly SqliteStatement _remove;
    private readonly SqliteStatement _putFeatures;
    private readonly SqliteStatement _putUniqueKey;
    private readonly SqliteStatement _removeUniqueKeys;
    private readonly SqliteStatement _putContainer;
    private readonly SqliteStatement _putAccount;

    public SqliteItemWriting(SqliteConnection connection)
    {
        var handle = connection.Handle!;
        // An item that takes the place of another keeps its key, EPK and id: the index over them is not touched.
        _put = new(
            handle,
            """
            INSERT INTO items VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (key) DO UPDATE SET
                sequence = ?5, lsn = ?6, timestamp = ?7, ttl = ?8, expires_at = ?9, indexed_values = ?10, body = ?11
            """);
        _remove = new(handle, "DELETE FROM items WHERE key = ?1");
        _putFeatures = new(handle, "INSERT OR REPLACE INTO search_features VALUES (?1, ?2, ?3)");
        _putUniqueKey = new(handle, "INSERT OR REPLACE INTO unique_keys VALUES (?1, ?2, ?3)");
        _removeUniqueKeys = new(handle, "DELETE FROM unique_keys WHERE item = ?1");
        _putContainer = new(handle, "UPDATE containers SET lsn = ?2, items = ?3 WHERE number = ?1");
        _putAccount = new(handle, "UPDATE account SET last_key = ?1, version = ?2");
    }

    public void Put(ContainerState container, StoredItem item, IReadOnlyList<string> uniqueKeys)
    {
        var definition = container.Definition;
        _put.Bind(1, item.Key).Bind(2, container.Number).Bind(3, Convert.FromHexString(item.Epk))
            .BindUtf8(4, item.Id).Bind(5, item.Sequence).Bind(6, item.Lsn).Bind(7, item.Timestamp)
            .Bind(8, (long?)item.TimeToLive).Bind(9, item.ExpiresAt(definition.DefaultTimeToLive))
            .Bind(10, item.IndexedValues).Bind(11, item.Body).Run();
        if (definition.UniqueKeys.Count == 0)
            return;
        _removeUniqueKeys.Bind(1, item.Key).Run();
        foreach (var entry in uniqueKeys)
        {
            _putUniqueKey.Bind(1, container.Number).Bind(2, SqliteItemRows.EntryHash(entry)).Bind(3, item.Key).Run();
        }
    }

    public void Put(StoredItem item, SearchFeatures features) =>
        _putFeatures.Bind(1, item.Key).Bind(2, item.Lsn).Bind(3, StoredFeatures.Encode(features)).Run();

    public void Remove(ContainerState container, StoredItem item)
    {
        _remove.Bind(1, item.Key).Run();
        if (container.Definition.UniqueKeys.Count > 0)
            _removeUniqueKeys.Bind(1, item.Key).Run();
    }

    public void PutCounters(ContainerState container) =>
        _putContainer.Bind(1, container.Number).Bind(2, container.Lsn).Bind(3, container.Items.Count).Run();

    public void PutCounters(AccountState account) =>
        _putAccount.Bind(1, account.LastKey).Bind(2, account.Version).Run();

    public void Dispose()
    {
        _put.Dispose();
        _remove.Dispose();
        _putFeatures.Dispose();
        _putUniqueKey.Dispose();
        _removeUniqueKeys.Dispose();
        _putContainer.Dispose();
        _putAccount.Dispose();
    }
}
