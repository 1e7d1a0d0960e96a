using Microsoft.Data.Sqlite;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>
/// Brings a database file to the current schema: each migration is one transaction, and its number is the file's
/// version.
/// </summary>
internal static class SqliteSchema
{
    private static readonly string[] Migrations =
    [
        """
        -- last_key: the last number given to a database, container or item, so that none is used twice.
        CREATE TABLE account (only INTEGER PRIMARY KEY CHECK (only = 1), last_key INTEGER NOT NULL);
        INSERT INTO account VALUES (1, 0);
        CREATE TABLE databases (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL, timestamp INTEGER NOT NULL, throughput INTEGER);
        CREATE TABLE containers (
            number INTEGER PRIMARY KEY, database INTEGER NOT NULL, definition BLOB NOT NULL, timestamp INTEGER NOT NULL,
            revision INTEGER NOT NULL, throughput INTEGER, lsn INTEGER NOT NULL);
        -- The order by (epk, id) is the engine's in memory; storage only finds rows by key.
        CREATE TABLE items (
            key INTEGER PRIMARY KEY, container INTEGER NOT NULL, epk TEXT NOT NULL, id TEXT NOT NULL,
            sequence INTEGER NOT NULL, lsn INTEGER NOT NULL, timestamp INTEGER NOT NULL, ttl INTEGER,
            indexed_values INTEGER NOT NULL, body BLOB NOT NULL);
        -- Serves DELETE FROM items WHERE container = ? when a container is dropped.
        CREATE INDEX items_by_container ON items (container);
        """,
    ];

    /// <exception cref="InvalidOperationException">The file was written by a newer version.</exception>
    public static void Migrate(SqliteConnection connection, string path)
    {
        var version = Convert.ToInt32(Sql.Scalar(connection, "PRAGMA user_version"), null);
        if (version > Migrations.Length)
        {
            throw new InvalidOperationException(
                $"'{path}' has schema version {version}, but this program knows versions up to {Migrations.Length}. "
                + "Use the newer program that wrote it, or another file.");
        }
        for (; version < Migrations.Length; version++)
        {
            using var transaction = connection.BeginTransaction();
            Sql.Execute(connection, Migrations[version]);
            // A PRAGMA takes no parameters; the number is our own.
            Sql.Execute(connection, $"PRAGMA user_version = {version + 1}");
            transaction.Commit();
        }
    }
}
