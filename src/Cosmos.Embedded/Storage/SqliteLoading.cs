using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>Reads the whole account from a database file.</summary>
internal static class SqliteLoading
{
    public static AccountState Load(SqliteConnection connection)
    {
        var account = new AccountState(Convert.ToInt64(Sql.Scalar(connection, "SELECT last_key FROM account"), null));
        var names = new Dictionary<uint, string>();
        foreach (var database in Read(connection,
            "SELECT number, name, timestamp, throughput FROM databases", Database))
        {
            account = account.With(database);
            names.Add(database.Number, database.Name);
        }
        const string sql = "SELECT number, database, definition, timestamp, revision, throughput, lsn FROM containers";
        foreach (var container in Read(connection, sql, Container).ToList())
            account = account.With(names[container.DatabaseNumber], WithItems(connection, container));
        return account;
    }

    private static DatabaseState Database(SqliteDataReader row) =>
        new((uint)row.GetInt64(0), row.GetString(1), row.GetInt64(2), NullableInt(row, 3));

    private static ContainerState Container(SqliteDataReader row) =>
        new((uint)row.GetInt64(1), (uint)row.GetInt64(0), ContainerDefinition.Parse((byte[])row[2]),
            row.GetInt64(3), row.GetInt64(4), NullableInt(row, 5))
        { Lsn = row.GetInt64(6) };

    private static ContainerState WithItems(SqliteConnection connection, ContainerState container)
    {
        // The container is a number of our own, so it may stand in the text.
        var sql = "SELECT key, epk, id, sequence, lsn, timestamp, ttl, indexed_values, body FROM items "
            + $"WHERE container = {container.Number}";
        var items = ItemIndex.Empty;
        var owners = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var item in Read(connection, sql, row => Item(row, container.Definition)))
        {
            items = items.With(item);
            foreach (var entry in item.UniqueKeys)
                owners[entry] = item.Id;
        }
        return container with { Items = items, UniqueKeyOwners = owners.ToImmutable() };
    }

    private static StoredItem Item(SqliteDataReader row, ContainerDefinition definition)
    {
        var (epk, body) = (row.GetString(1), (byte[])row[8]);
        return new StoredItem(
            row.GetInt64(0), epk, row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
            NullableInt(row, 6), body,
            row.GetInt32(7), UniqueKeys(definition, epk, body));
    }

    private static IReadOnlyList<string> UniqueKeys(ContainerDefinition definition, string epk, byte[] body)
    {
        if (definition.UniqueKeys.Count == 0)
            return [];
        using var document = JsonDocument.Parse(body, JsonText.ReadOptions);
        return UniqueKey.Entries(definition.UniqueKeys, epk, document.RootElement);
    }

    private static IEnumerable<T> Read<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> make)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return make(reader);
    }

    private static int? NullableInt(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt32(column);
}
