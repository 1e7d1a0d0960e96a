using System.Text.Json;
using Microsoft.Data.Sqlite;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Protocol;

namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>
/// Writes down what follows from the containers' definitions for items of files of version 1, where it was found anew
/// at every start: when they expire, and what they occupy in the unique keys.
/// </summary>
internal static class ContainerRules
{
    public static void Apply(SqliteConnection connection)
    {
        using var containers = new SqliteStatement(connection.Handle!, "SELECT number, definition FROM containers");
        while (containers.Step())
        {
            var number = (uint)containers.Long(0);
            var definition = ContainerDefinition.Parse(containers.Blob(1).ToArray());
            if (definition.DefaultTimeToLive is { } seconds)
                SqliteContainers.PutExpiry(connection, number, seconds);
            if (definition.UniqueKeys.Count > 0)
                PutUniqueKeys(connection, number, definition.UniqueKeys);
        }
        containers.Reset();
    }

    private static void PutUniqueKeys(SqliteConnection connection, uint container, IReadOnlyList<UniqueKey> keys)
    {
        var handle = connection.Handle!;
        using var items = new SqliteStatement(
            handle, "SELECT key, epk, body FROM items WHERE container = ?1 ORDER BY key");
        using var put = new SqliteStatement(handle, "INSERT OR REPLACE INTO unique_keys VALUES (?1, ?2, ?3)");
        items.Bind(1, container);
        while (items.Step())
        {
            using var document = JsonDocument.Parse(items.Blob(2).ToArray(), JsonText.ReadOptions);
            var epk = Convert.ToHexString(items.Blob(1));
            foreach (var entry in UniqueKey.Entries(keys, epk, document.RootElement))
                put.Bind(1, container).Bind(2, SqliteItemRows.EntryHash(entry)).Bind(3, items.Long(0)).Run();
        }
        items.Reset();
    }
}
