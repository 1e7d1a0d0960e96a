using System.Text.Json;
using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>
/// Fills the table of unique keys, which files of version 1 lack: the entries were found anew at every start.
/// </summary>
internal static class UniqueKeyMigration
{
    public static void Run(SqliteConnection connection)
    {
        var handle = connection.Handle!;
        using var containers = new SqliteStatement(handle, "SELECT number, definition FROM containers");
        using var items = new SqliteStatement(handle, "SELECT key, epk, body FROM items WHERE container = ?1 ORDER BY key");
        using var put = new SqliteStatement(handle, "INSERT OR REPLACE INTO unique_keys VALUES (?1, ?2, ?3)");
        while (containers.Step())
        {
            var number = containers.Long(0);
            var keys = ContainerDefinition.Parse(containers.Blob(1).ToArray()).UniqueKeys;
            if (keys.Count == 0)
                continue;
            items.Bind(1, number);
            while (items.Step())
            {
                using var document = JsonDocument.Parse(items.Blob(2).ToArray(), JsonText.ReadOptions);
                var epk = Convert.ToHexString(items.Blob(1));
                foreach (var entry in UniqueKey.Entries(keys, epk, document.RootElement))
                    put.Bind(1, number).Bind(2, SqliteItemRows.EntryHash(entry)).Bind(3, items.Long(0)).Run();
            }
            items.Reset();
        }
        containers.Reset();
    }
}
