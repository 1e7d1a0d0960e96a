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
        """
        -- version: the number of the last commit, by which a reader finds the account that belongs to what it sees.
        ALTER TABLE account ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
        -- items: how many there are, so that nobody has to count them.
        ALTER TABLE containers ADD COLUMN items INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE items RENAME TO old_items;
        DROP INDEX items_by_container;
        -- epk and id are bytes: half as long as in hex, and compared as such. The body comes last, so that the other
        -- columns are read without it.
        CREATE TABLE items (
            key INTEGER PRIMARY KEY, container INTEGER NOT NULL, epk BLOB NOT NULL, id BLOB NOT NULL,
            sequence INTEGER NOT NULL, lsn INTEGER NOT NULL, timestamp INTEGER NOT NULL, ttl INTEGER,
            expires_at INTEGER, indexed_values INTEGER NOT NULL, body BLOB NOT NULL);
        INSERT INTO items
            SELECT key, container, unhex(epk), CAST(id AS BLOB), sequence, lsn, timestamp, ttl, NULL, indexed_values,
                body
            FROM old_items WHERE container IN (SELECT number FROM containers) ORDER BY key;
        DROP TABLE old_items;
        -- Serves SELECT … WHERE container = ? AND epk = ? AND id = ? of a point read, SELECT … WHERE container = ?
        -- AND (epk, id) >= (?, ?) AND epk < ? ORDER BY epk, id of a query, and DELETE … WHERE container = ?.
        CREATE UNIQUE INDEX items_in_order ON items (container, epk, id);
        -- Serves SELECT … WHERE container = ? AND expires_at <= ? of the expiry sweep; items that never expire are
        -- not in it.
        CREATE INDEX items_by_expiry ON items (container, expires_at) WHERE expires_at IS NOT NULL;
        UPDATE containers SET items = (SELECT COUNT(*) FROM items WHERE container = containers.number);
        -- Serves SELECT … WHERE container = ? AND entry = ? of a write to a container with unique keys. entry: the
        -- SHA-256 of what must be unique, which may be as long as an item.
        CREATE TABLE unique_keys (
            container INTEGER NOT NULL, entry BLOB NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (container, entry)
        ) WITHOUT ROWID;
        -- Serves DELETE FROM unique_keys WHERE item = ? when an item is written or removed.
        CREATE INDEX unique_keys_by_item ON unique_keys (item);
        """,
        """
        -- What the search index needs of an item, decoded when it was written: after a restart nothing is parsed. lsn:
        -- the version of the item it belongs to. Items from before have no row, and are parsed.
        CREATE TABLE search_features (item INTEGER PRIMARY KEY, lsn INTEGER NOT NULL, features BLOB NOT NULL);
        -- However an item goes, its features go with it.
        CREATE TRIGGER search_features_go AFTER DELETE ON items
            BEGIN DELETE FROM search_features WHERE item = OLD.key; END;
        """,
    ];

    // What SQL alone cannot do of a migration, by the version it leads to.
    private static readonly Dictionary<int, Action<SqliteConnection>> Completions = new()
    {
        [2] = ContainerRules.Apply,
    };

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
            if (Completions.TryGetValue(version + 1, out var complete))
                complete(connection);
            // A PRAGMA takes no parameters; the number is our own.
            Sql.Execute(connection, $"PRAGMA user_version = {version + 1}");
            transaction.Commit();
        }
    }
}
