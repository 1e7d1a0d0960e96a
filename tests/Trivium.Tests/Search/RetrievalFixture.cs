using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Cosmos.Embedded;
using Trivium.Embeddings;
using Trivium.Operations;
using Trivium.Search;
using Trivium.Storage;
using Trivium.Tables;
using Trivium.Terms;
using Trivium.Visibility;

namespace Trivium.Tests.Search;

/// <summary>
/// The retrieval services on the official SDK and an embedded engine in memory; items are written directly.
/// </summary>
public sealed class RetrievalFixture : IAsyncLifetime
{
    internal const string Tenant = "acme";

    private readonly EmbeddedCosmos _engine;
    private readonly CosmosClient _client;
    private readonly ServiceProvider _services;

    public RetrievalFixture()
    {
        _engine = EmbeddedCosmos.Open(new EmbeddedCosmosOptions());
        _client = _engine.CreateClient();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(_client);
        services.AddSingleton(new TriviumOptions());
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(Embedder);
        services.AddSingleton(EmbedderIdentity.Of(Embedder));
        services.AddSingleton<TriviumDatabase>();
        services.AddSingleton<DatabaseProvisioning>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<SecretStore>();
        services.AddSingleton<ContinuationTokens>();
        services.AddRetrieval();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    internal static BuiltInEmbeddingGenerator Embedder { get; } = new();

    internal ManualTime Time { get; } = new();

    internal TriviumDatabase Database => Get<TriviumDatabase>();

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task InitializeAsync() => Get<DatabaseProvisioning>().EnsureCreatedAsync(default);

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _client.Dispose();
        await _engine.DisposeAsync();
    }

    /// <summary>Says which generations readers see.</summary>
    internal Task ShowAsync(string tenant, long next, params long[] hidden) => Database.Catalog.UpsertAsync(
        new ControlItem { Tenant = tenant, Next = next, Hidden = hidden }, PartitionKeys.Catalog(tenant), new(), default);

    /// <summary>Writes a document of one generation: a chunk per text, and its tables with their rows.</summary>
    internal async Task WriteAsync(TestDocument document)
    {
        foreach (var (table, rows) in document.Tables)
        {
            foreach (RowItem[] batch in rows.Select((row, index) => Row(document, table.Name, row, index)).Chunk(100))
                await WriteAsync(batch);
        }

        await Task.WhenAll(document.Texts.Select((text, index) => WriteChunkAsync(document, text, index)));
        await Database.Documents.UpsertAsync(
            document.ToItem(), PartitionKeys.Document(document.Tenant, document.Id), new(), default);
    }

    private async Task WriteAsync(RowItem[] rows)
    {
        var batch = Database.Rows.CreateTransactionalBatch(
            PartitionKeys.Rows(rows[0].Tenant, rows[0].Table, rows[0].DocumentId));
        foreach (RowItem row in rows) batch.UpsertItemStream(ContainerItems.ToStream(row));
        using TransactionalBatchResponse response = await batch.ExecuteAsync();
        Assert.True(response.IsSuccessStatusCode, response.ErrorMessage);
    }

    private static RowItem Row(TestDocument document, string table, string row, int index) => new()
    {
        Id = RowItem.IdOf(document.Generation, index),
        Tenant = document.Tenant,
        Table = table,
        DocumentId = document.Id,
        Generation = document.Generation,
        RowIndex = index,
        Data = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(row)!,
    };

    private async Task WriteChunkAsync(TestDocument document, TestText text, int index)
    {
        string indexed = string.Join('\n', [.. text.Headings, text.Text]);
        var item = new ChunkItem
        {
            Id = ChunkItem.IdOf(document.Generation, index),
            Tenant = document.Tenant,
            DocumentId = document.Id,
            Generation = document.Generation,
            ChunkId = $"{document.Id}-{index}",
            ContentHash = "",
            ChunkIndex = index,
            Text = text.Text,
            Headings = text.Headings,
            Terms = TermAnalyzer.IndexText(indexed, text.Headings is [.., var heading] ? heading : null),
            Embedding = (await Embedder.GenerateVectorAsync(indexed)).ToArray(),
            Title = document.Title,
            Source = document.Source,
            ContentType = document.ContentType,
            Language = document.Language,
            Tags = document.Tags,
            UpdatedAt = document.UpdatedAt,
        };
        await Database.Chunks.UpsertAsync(item, PartitionKeys.Document(document.Tenant, document.Id), new(), default);
    }
}
