using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Containers;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>Reads the databases and containers from a database file; their items stay in it.</summary>
internal static class SqliteLoading
{
    public static AccountState Load(SqliteConnection connection)
    {
        var account = Read(connection, "SELECT last_key, version FROM account", row =>
            new AccountState(row.GetInt64(0)) { Version = row.GetInt64(1) }).Single();
        var names = new Dictionary<uint, string>();
        foreach (var database in Read(
            connection, "SELECT number, name, timestamp, throughput FROM databases", Database))
        {
            account = account.With(database);
            names.Add(database.Number, database.Name);
        }
        const string sql =
            "SELECT number, database, definition, timestamp, revision, throughput, lsn, items FROM containers";
        foreach (var container in Read(connection, sql, Container))
            account = account.With(names[container.DatabaseNumber], container);
        return account;
    }

    private static DatabaseState Database(SqliteDataReader row) =>
        new((uint)row.GetInt64(0), row.GetString(1), row.GetInt64(2), NullableInt(row, 3));

    private static ContainerState Container(SqliteDataReader row) =>
        new ContainerState(
            (uint)row.GetInt64(1), (uint)row.GetInt64(0), ContainerDefinition.Parse((byte[])row[2]),
            row.GetInt64(3), row.GetInt64(4), NullableInt(row, 5))
        {
            Lsn = row.GetInt64(6),
            Items = Items.ItemSet.Stored((uint)row.GetInt64(0), row.GetInt64(7)),
            UniqueKeyOwners = UniqueKeyOwners.Stored((uint)row.GetInt64(0)),
        };

    private static List<T> Read<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> make)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(make(reader));
        return rows;
    }

    private static int? NullableInt(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt32(column);
}
