using Microsoft.Azure.Cosmos;
using Trivium.Reembedding;

namespace Trivium.Storage;

/// <summary>The app's containers, opened. <see cref="DatabaseProvisioning"/> makes sure that they are there.</summary>
internal sealed class TriviumDatabase
{
    public TriviumDatabase(CosmosClient client, TriviumOptions options, EmbedderIdentity embedder)
    {
        Client = client;
        Embedder = embedder;
        Database = client.GetDatabase(options.DatabaseName);
        Catalog = Database.GetContainer(ContainerDefinitions.Catalog);
        Documents = Database.GetContainer(ContainerDefinitions.Documents);
        Chunks = Database.GetContainer(ContainerDefinitions.Chunks(embedder));
        Rows = Database.GetContainer(ContainerDefinitions.Rows);
        Operations = Database.GetContainer(ContainerDefinitions.Operations);
    }

    public CosmosClient Client { get; }

    public EmbedderIdentity Embedder { get; }

    public Database Database { get; }

    public Container Catalog { get; }

    public Container Documents { get; }

    /// <summary>The chunks of the app's embedder.</summary>
    public Container Chunks { get; }

    public Container Rows { get; }

    public Container Operations { get; }

    /// <summary>The chunks of another embedder, or of the app's where there is no set.</summary>
    public Container ChunksOf(ChunkSet? set) =>
        set is null ? Chunks : Database.GetContainer(ContainerDefinitions.ChunksOf(set.Fingerprint));
}
