using Microsoft.Azure.Cosmos;

namespace Trivium.Cosmos.Embedded.Tests;

/// <summary>A fresh engine for each test, in memory or with a file, driven by the official SDK.</summary>
public abstract class CosmosTest : IAsyncLifetime
{
    private string? _directory;
    private readonly List<CosmosClient> _clients = [];
    private EmbeddedCosmos? _engine;

    internal TestClock Clock { get; } = new();

    internal EmbeddedCosmos Engine => _engine!;

    /// <summary>Whether the engine keeps its items in a file.</summary>
    protected virtual bool IsStored => false;

    protected CosmosClient Client { get; private set; } = null!;

    protected Database Database { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        _directory = IsStored ? Directory.CreateTempSubdirectory("cosmos-embedded-").FullName : null;
        _engine = EmbeddedCosmos.Open(new EmbeddedCosmosOptions
        {
            TimeProvider = Clock,
            DatabasePath = _directory is null ? null : Path.Combine(_directory, "cosmos.db"),
            // What is tested is not the disk.
            Durability = Durability.Process,
        });
        Client = NewClient();
        Database = await Client.CreateDatabaseAsync("db");
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await Engine.DisposeAsync();
        if (_directory is not null)
            Directory.Delete(_directory, recursive: true);
    }

    protected CosmosClient NewClient(Action<CosmosClientOptions>? configure = null)
    {
        var client = Engine.CreateClient(options =>
        {
            options.UseSystemTextJsonSerializerWithOptions = new(System.Text.Json.JsonSerializerDefaults.Web);
            configure?.Invoke(options);
        });
        _clients.Add(client);
        return client;
    }

    protected async Task<Container> NewContainer(
        string partitionKey = "/pk", Action<ContainerProperties>? configure = null)
    {
        var properties = new ContainerProperties("items", partitionKey);
        configure?.Invoke(properties);
        return await Database.CreateContainerAsync(properties);
    }

    protected async Task<Container> NewHierarchicalContainer(params string[] paths) =>
        await Database.CreateContainerAsync(new ContainerProperties("tree", paths));

    /// <summary>All rows of a query, whatever the number of pages.</summary>
    protected static async Task<List<T>> Rows<T>(
        Container container, QueryDefinition query, QueryRequestOptions? options = null)
    {
        using var iterator = container.GetItemQueryIterator<T>(query, requestOptions: options);
        var rows = new List<T>();
        while (iterator.HasMoreResults)
            rows.AddRange(await iterator.ReadNextAsync());
        return rows;
    }
}
