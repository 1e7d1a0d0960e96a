using System.Diagnostics;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Cosmos.Embedded;

namespace Trivium.Benchmarks.Ingestion;

/// <summary>All that a run stored, read back, and written once more with nothing but the SDK's bulk upserts.</summary>
internal sealed class StoredItems
{
    private const string DatabaseName = "trivium";
    private const string FileName = "cosmos.db";

    /// <summary>512 upserts outstanding: the SDK groups what is for one partition.</summary>
    private const int Outstanding = 512;

    private readonly List<ContainerProperties> _containers = [];
    private readonly List<(string Container, JsonElement Item, PartitionKey Key)> _items = [];

    /// <summary>How many items there are.</summary>
    public int Count => _items.Count;

    /// <summary>How many of them are chunks.</summary>
    public int Chunks => _items.Count(item => item.Container.StartsWith("chunks-", StringComparison.Ordinal));

    /// <summary>Reads what a host, which has ended, left in its data directory.</summary>
    public static async Task<StoredItems> ReadAsync(string data)
    {
        var stored = new StoredItems();
        await using EmbeddedCosmos cosmos = EmbeddedCosmos.Open(new() { DatabasePath = Path.Combine(data, FileName) });
        using CosmosClient client = cosmos.CreateClient(options =>
            options.UseSystemTextJsonSerializerWithOptions = new JsonSerializerOptions());
        Database database = client.GetDatabase(DatabaseName);
        using FeedIterator<ContainerProperties> containers = database.GetContainerQueryIterator<ContainerProperties>();
        while (containers.HasMoreResults) stored._containers.AddRange(await containers.ReadNextAsync());
        foreach (ContainerProperties properties in stored._containers)
        {
            using FeedIterator<JsonElement> items = database.GetContainer(properties.Id)
                .GetItemQueryIterator<JsonElement>("SELECT * FROM c");
            while (items.HasMoreResults)
            {
                foreach (JsonElement item in await items.ReadNextAsync())
                    stored._items.Add((properties.Id, item.Clone(), KeyOf(properties, item)));
            }
        }

        return stored;
    }

    /// <summary>Writes them into an empty account on disk; how long that took.</summary>
    /// <param name="directory">Where the account is to be.</param>
    public async Task<(TimeSpan Elapsed, TimeSpan ProcessorTime)> UpsertAllAsync(string directory)
    {
        await using EmbeddedCosmos cosmos = EmbeddedCosmos.Open(new() { DatabasePath = Path.Combine(directory, FileName) });
        using CosmosClient client = cosmos.CreateClient(options => options.AllowBulkExecution = true);
        Database database = await client.CreateDatabaseAsync(DatabaseName);
        foreach (ContainerProperties properties in _containers) await database.CreateContainerAsync(properties);
        using var places = new SemaphoreSlim(Outstanding);
        var options = new ItemRequestOptions { EnableContentResponseOnWrite = false };
        long started = Stopwatch.GetTimestamp();
        TimeSpan before = ProcessorTime();
        await Task.WhenAll(_items.Select(item => UpsertAsync(database.GetContainer(item.Container), item.Item, item.Key)));
        return (Stopwatch.GetElapsedTime(started), ProcessorTime() - before);

        async Task UpsertAsync(Container container, JsonElement item, PartitionKey key)
        {
            await places.WaitAsync();
            try
            {
                using var body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(item), writable: false);
                using ResponseMessage response = await container.UpsertItemStreamAsync(body, key, options);
                response.EnsureSuccessStatusCode();
            }
            finally
            {
                places.Release();
            }
        }
    }

    private static TimeSpan ProcessorTime()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static PartitionKey KeyOf(ContainerProperties properties, JsonElement item)
    {
        var key = new PartitionKeyBuilder();
        foreach (string path in properties.PartitionKeyPaths) key.Add(item.GetProperty(path[1..]).GetString());
        return key.Build();
    }
}
