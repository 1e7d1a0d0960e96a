using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.AI;
using Trivium.Cosmos.Embedded;
using Trivium.Cosmos.Sql.Parsing;
using Trivium.Embeddings;
using Trivium.Search;
using Trivium.Storage;
using Trivium.Tables.Catalog;
using Trivium.Tables.Query;
using Trivium.Terms;
using Trivium.Visibility;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>
/// The store of a host that is not running: written with bulk upserts, and asked what the host would ask it, through the
/// SDK alone.
/// </summary>
internal sealed class RetrievalStore : IAsyncDisposable
{
    /// <summary>What the host calls it.</summary>
    private const string FileName = "cosmos.db";

    /// <summary>256 upserts outstanding: the SDK groups what is for one partition.</summary>
    private const int Outstanding = 256;

    private const int HitsMax = 10;

    private readonly BuiltInEmbeddingGenerator _embedder = new();
    private readonly EmbeddedCosmos _cosmos;
    private readonly CosmosClient _client;
    private readonly TriviumDatabase _database;
    private readonly TableCatalog _tables;

    private RetrievalStore(string data)
    {
        _cosmos = EmbeddedCosmos.Open(new()
        {
            DatabasePath = Path.Combine(data, FileName),
            Durability = Durability.Process,
        });
        _client = _cosmos.CreateClient();
        Embedder = EmbedderIdentity.Of(_embedder);
        _database = new(_client, new TriviumOptions(), Embedder);
        IEnumerable<DocumentTables> documents = Enumerable.Range(1, SalesTable.Documents).Select(number =>
            new DocumentTables($"document-{number}", number, DateTimeOffset.UnixEpoch, 0, [SalesTable.Schema]));
        _tables = CatalogParts.Empty.With([], [.. documents]).Catalog;
    }

    public EmbedderIdentity Embedder { get; }

    /// <summary>Opens it, with the app's containers.</summary>
    /// <param name="data">The host's data directory.</param>
    public static async Task<RetrievalStore> OpenAsync(string data)
    {
        var store = new RetrievalStore(data);
        await new DatabaseProvisioning(store._database, new TriviumOptions()).EnsureCreatedAsync(CancellationToken.None);
        return store;
    }

    /// <summary>Writes a tenant.</summary>
    public async Task WriteAsync(GeneratedTenant tenant, GeneratedText words, Random random)
    {
        using CosmosClient client = _cosmos.CreateClient(options => options.AllowBulkExecution = true);
        Database database = client.GetDatabase(_database.Database.Id);
        using var places = new SemaphoreSlim(Outstanding);
        var options = new ItemRequestOptions { EnableContentResponseOnWrite = false };
        List<Task> writes = [];
        await foreach (GeneratedItem item in tenant.ItemsAsync(words, _embedder, random))
        {
            await places.WaitAsync();
            writes.Add(WriteAsync(item));
        }

        await Task.WhenAll(writes);
        await HideAsync(tenant, 0);

        async Task WriteAsync(GeneratedItem item)
        {
            try
            {
                using MemoryStream body = ContainerItems.ToStream(item.Item);
                using ResponseMessage response = await database.GetContainer(item.Container)
                    .UpsertItemStreamAsync(body, item.Key, options);
                response.EnsureSuccessStatusCode();
            }
            finally
            {
                places.Release();
            }
        }
    }

    /// <summary>Hides so many generations from the tenant's readers.</summary>
    public Task HideAsync(GeneratedTenant tenant, int hidden) => _database.Catalog.UpsertAsync(
        tenant.Control(hidden, Embedder), PartitionKeys.Catalog(tenant.Name), new(), CancellationToken.None);

    /// <summary>Makes ready to ask a question: what is then run is the store's work and the SDK's, nothing else.</summary>
    /// <returns>Asks, and returns how much was found.</returns>
    public async Task<Func<Task<int>>> PrepareAsync(Question question, GeneratedTenant tenant, Snapshot snapshot)
    {
        (Container container, QueryDefinition query, PartitionKey key, int? count) = question.IsSearch
            ? await SearchAsync(question, tenant, snapshot)
            : Sql(question, tenant, snapshot);
        var options = new QueryRequestOptions { PartitionKey = key, MaxItemCount = count };
        return async () =>
        {
            int found = 0;
            using FeedIterator pages = container.GetItemQueryStreamIterator(query, null, options);
            do
            {
                using ResponseMessage page = await pages.ReadNextAsync();
                page.EnsureSuccessStatusCode();
                using JsonDocument json = await JsonDocument.ParseAsync(page.Content);
                found += json.RootElement.GetProperty("_count").GetInt32();
            }
            while (count is null && pages.HasMoreResults);
            return found;
        };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _embedder.Dispose();
        await _cosmos.DisposeAsync();
    }

    private async Task<(Container, QueryDefinition, PartitionKey, int?)> SearchAsync(
        Question question, GeneratedTenant tenant, Snapshot snapshot)
    {
        var plan = new SearchPlan
        {
            Snapshot = snapshot,
            Terms = question.Kind == QuestionKind.Vector
                ? [] : TermAnalyzer.QueryTerms(question.Text, SearchLimits.TermsMax),
            Vector = await VectorOfAsync(question),
            Weights = FusionWeights.BuiltIn,
            Count = HitsMax,
        };
        return (_database.Chunks, ChunkQuery.Of(plan), PartitionKeys.Prefix(tenant.Name), null);
    }

    // Not a conditional expression: there null would become an empty vector.
    private async Task<ReadOnlyMemory<float>?> VectorOfAsync(Question question)
    {
        if (question.Kind == QuestionKind.Text) return null;
        return await _embedder.GenerateVectorAsync(question.Text);
    }

    private (Container, QueryDefinition, PartitionKey, int?) Sql(
        Question question, GeneratedTenant tenant, Snapshot snapshot)
    {
        ResolvedQuery resolved = QueryResolver.Resolve(
            SqlParser.Parse(question.Text, SqlDialect.Options), _tables, question.Parameters.Keys.ToHashSet());
        QueryPlan plan = QuerySplit.Split(resolved);
        return (
            _database.Rows,
            StoreQuery.Of(plan.Sent, resolved.Table, snapshot, question.Parameters),
            StoreQuery.KeyOf(tenant.Name, resolved.Table),
            plan.Finish is null ? SqlLimits.PageRowsDefault : null);
    }
}
