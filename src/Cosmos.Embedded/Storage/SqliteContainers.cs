using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Containers;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>Writes databases and containers, which is seldom.</summary>
internal static class SqliteContainers
{
    public static void Put(SqliteConnection connection, DatabaseState database) => Sql.Execute(
        connection, "INSERT OR REPLACE INTO databases VALUES ($0, $1, $2, $3)",
        database.Number, database.Name, database.Timestamp, database.Throughput);

    public static void Put(SqliteConnection connection, ContainerState container, bool isExpiryChanged)
    {
        Sql.Execute(
            connection, "INSERT OR REPLACE INTO containers VALUES ($0, $1, $2, $3, $4, $5, $6, $7)",
            container.Number, container.DatabaseNumber, container.Definition.Json, container.Timestamp,
            container.Revision, container.Throughput, container.Lsn, container.Items.Count);
        if (isExpiryChanged)
            PutExpiry(connection, container.Number, container.Definition.DefaultTimeToLive);
    }

    /// <summary>Sets when items expire from the container's default, as <c>StoredItem.ExpiresAt</c> does.</summary>
    public static void PutExpiry(SqliteConnection connection, uint container, int? seconds) => Sql.Execute(
        connection,
        """
        UPDATE items SET expires_at = CASE
            WHEN $1 IS NULL OR COALESCE(ttl, $1) < 0 THEN NULL ELSE timestamp + COALESCE(ttl, $1) END
        WHERE container = $0
        """,
        container, seconds);

    public static void Drop(SqliteConnection connection, uint number) => Sql.Execute(
        connection,
        """
        DELETE FROM unique_keys WHERE container = $0;
        DELETE FROM items WHERE container = $0;
        DELETE FROM containers WHERE number = $0;
        """,
        number);

    public static void DropDatabase(SqliteConnection connection, uint number)
    {
        const string containers = "(SELECT number FROM containers WHERE database = $0)";
        Sql.Execute(
            connection,
            $"""
            DELETE FROM unique_keys WHERE container IN {containers};
            DELETE FROM items WHERE container IN {containers};
            DELETE FROM containers WHERE database = $0;
            DELETE FROM databases WHERE number = $0;
            """,
            number);
    }
}
