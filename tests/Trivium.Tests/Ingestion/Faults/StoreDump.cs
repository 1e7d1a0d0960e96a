using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Cosmos;
using Trivium.Storage;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>Everything in every container, without what differs between two runs that did the same.</summary>
internal sealed partial class StoreDump
{
    /// <summary>Times, the store's own properties, and what attempts cost.</summary>
    private static readonly HashSet<string> _passing = new(StringComparer.Ordinal)
    {
        "_etag", "_ts", "_rid", "_self", "_attachments", "createdAt", "updatedAt", "acceptedAt", "stateAt", "completedAt",
        "attempts", "deliveries", "receipt", "spent",
    };

    private readonly List<string> _lines = [];

    /// <summary>Reads all containers of the app.</summary>
    public static async Task<string> ReadAsync(Database database)
    {
        var dump = new StoreDump();
        List<ContainerProperties> containers = [];
        using (FeedIterator<ContainerProperties> pages = database.GetContainerQueryIterator<ContainerProperties>())
        {
            while (pages.HasMoreResults) containers.AddRange(await pages.ReadNextAsync());
        }

        foreach (ContainerProperties container in containers.OrderBy(container => container.Id, StringComparer.Ordinal))
            await dump.AddAsync(database.GetContainer(container.Id));
        return string.Join('\n', dump._lines);
    }

    private async Task AddAsync(Container container)
    {
        List<JsonObject> items = [];
        await foreach (JsonObject item in container.QueryAsync<JsonObject>(
            new("SELECT * FROM c"), null, new(), CancellationToken.None))
        {
            items.Add(item);
        }

        // Secrets and uploads are random; what came of them is compared.
        _lines.AddRange(items
            .Where(item => item["kind"]?.GetValue<string>() is not ("secret" or "upload" or "upload-part" or "control"))
            .Select(item => $"{container.Id.Split('-')[0]} {Normal(item)!.ToJsonString()}")
            .Order(StringComparer.Ordinal));
        _lines.AddRange(items
            .Where(item => item["kind"]?.GetValue<string>() == "control")
            .Select(item => $"hidden {item["hidden"]?.ToJsonString() ?? "[]"}"));
    }

    private JsonNode? Normal(JsonNode? node) => node switch
    {
        JsonObject item => new JsonObject(item
            .Where(property => !_passing.Contains(property.Key))
            .OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => new KeyValuePair<string, JsonNode?>(property.Key, Value(property.Key, property.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Normal)]),
        _ => node?.DeepClone(),
    };

    /// <summary>
    /// Sources are named at random, and a request that had to be sent again may have taken a number of its own. Who owns
    /// what the verification compares.
    /// </summary>
    private JsonNode? Value(string name, JsonNode? value) => name switch
    {
        "sourceId" => "S",
        "generation" => "G",
        "id" when value is JsonValue => NumberedIds().Replace(RandomIds().Replace(value.ToString(), "part-S"), "G"),
        _ => Normal(value),
    };

    [GeneratedRegex("^part-[0-9a-f]{32}")]
    private static partial Regex RandomIds();

    [GeneratedRegex("^[0-9]+(?=-)")]
    private static partial Regex NumberedIds();
}
