using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Items;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>The two statements of nearly every commit, compiled once.</summary>
internal sealed class PreparedItemStatements : IDisposable
{
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _remove;

    public PreparedItemStatements(SqliteConnection connection)
    {
        _put = connection.CreateCommand();
        _put.CommandText = "INSERT OR REPLACE INTO items VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)";
        for (var i = 0; i < 10; i++)
            _put.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        _remove = connection.CreateCommand();
        _remove.CommandText = "DELETE FROM items WHERE key = $0";
        _remove.Parameters.Add(new SqliteParameter { ParameterName = "$0" });
    }

    public void Use(SqliteTransaction transaction)
    {
        _put.Transaction = transaction;
        _remove.Transaction = transaction;
    }

    public void Put(uint container, StoredItem item)
    {
        var parameters = _put.Parameters;
        parameters[0].Value = item.Key;
        parameters[1].Value = container;
        parameters[2].Value = item.Epk;
        parameters[3].Value = item.Id;
        parameters[4].Value = item.Sequence;
        parameters[5].Value = item.Lsn;
        parameters[6].Value = item.Timestamp;
        parameters[7].Value = item.TimeToLive ?? (object)DBNull.Value;
        parameters[8].Value = item.IndexedValues;
        parameters[9].Value = item.Body;
        _put.ExecuteNonQuery();
    }

    public void Remove(long key)
    {
        _remove.Parameters[0].Value = key;
        _remove.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _put.Dispose();
        _remove.Dispose();
    }
}
