using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trivium.Answers;
using Trivium.Chunking;
using Trivium.Documents;
using Trivium.Documents.Batches;
using Trivium.Documents.Fetching;
using Trivium.Documents.Reading;
using Trivium.Documents.Uploads;
using Trivium.Documents.Writing;
using Trivium.Embeddings;
using Trivium.Embeddings.Endpoints;
using Trivium.Http;
using Trivium.Ingestion;
using Trivium.Ingestion.Steps;
using Trivium.Keys;
using Trivium.Operations;
using Trivium.Reembedding;
using Trivium.Search;
using Trivium.Settings;
using Trivium.Storage;
using Trivium.Storage.Pacing;
using Trivium.Usage;
using Trivium.Verification;
using Trivium.Visibility;

namespace Trivium;

/// <summary>Registers the app's services.</summary>
public static class TriviumServices
{
    /// <summary>
    /// Registers everything the app needs but what its host brings: a <c>CosmosClient</c>, an
    /// <c>IOrchestrationClient</c>,
    /// and, unless the built-in embedder and the system's clock will do, an <c>IEmbeddingGenerator</c> and a
    /// <c>TimeProvider</c>.
    /// </summary>
    /// <exception cref="ArgumentException">Settings that are not fit, all of them in one message.</exception>
    public static IServiceCollection AddTrivium(
        this IServiceCollection services, Action<TriviumOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new TriviumOptions();
        configure?.Invoke(options);
        IReadOnlyList<string> faults = options.Validate();
        if (faults.Count > 0)
            throw new ArgumentException(
                "The settings of Trivium are not fit:\n" + string.Join('\n', faults), nameof(configure));

        services.AddLogging();
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider =>
            options.Embeddings.Endpoint is null
                ? new BuiltInEmbeddingGenerator()
                : new EndpointEmbeddingGenerator(options.Embeddings, provider.GetRequiredService<TimeProvider>()));
        AddStorage(services);
        AddIngestion(services);
        AddDocuments(services);
        services.AddKeys();
        services.AddRetrieval();
        services.AddAnswers(options.Chat);
        services.AddReembedding();
        services.AddHostedService<TriviumStartup>();
        return services;
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.AddSingleton(provider =>
            EmbedderIdentity.Of(provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>()));
        services.AddSingleton<TriviumDatabase>();
        services.AddSingleton<DatabaseProvisioning>();
        services.AddSingleton<SecretStore>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<ContinuationTokens>();
        services.AddSingleton<CatalogBatch>();
        services.AddSingleton<CatalogWriter>();
        services.AddSingleton<RequestUnitPacer>();
        services.AddScoped(_ => new RequestUnitMeter());
        services.AddScoped<Paging>();
    }

    private static void AddIngestion(IServiceCollection services)
    {
        services.AddSingleton<Pipeline>();
        services.AddSingleton<ParsedSources>();
        services.AddSingleton<TablePlans>();
        services.AddSingleton<StreamedRowsWriter>();
        services.AddSingleton<SliceGate>();
        services.AddSingleton<IngestionRecords>();
        services.AddSingleton<IngestionList>();
        services.AddSingleton<IngestionQueue>();
        services.AddSingleton<IngestionStart>();
        services.AddSingleton<IngestionWait>();
        services.AddSingleton<IngestionEvents>();
        services.AddSingleton<PurgeStart>();
        services.AddSingleton<Receipts>();
        services.AddSingleton<OpenRecords>();
        services.AddSingleton<KeptGenerations>();
        services.AddSingleton<IngestionSteering>();
        services.AddSingleton<IngestionRetry>();
        services.AddSingleton<UsageReport>();
        services.AddSingleton<StoredGroups>();
        services.AddSingleton<Orphans>();
        services.AddSingleton<Verifier>();
        services.AddSingleton<Sweep>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<BeginStep>();
        services.AddSingleton<ParseStep>();
        services.AddSingleton<CurrentEmbeddings>();
        services.AddSingleton<EmbedStep>();
        services.AddSingleton<ProjectStep>();
        services.AddSingleton<CommitStep>();
        services.AddSingleton<SettleStep>();
        services.AddSingleton<EndStep>();
        services.AddSingleton<PurgeStep>();
    }

    private static void AddDocuments(IServiceCollection services)
    {
        services.AddSingleton<ChunkSizeRules>();
        services.AddSingleton<TenantSettings>();
        services.AddSingleton<SourceParts>();
        services.AddSingleton<OrphanedSources>();
        services.AddSingleton<SourceUpload>();
        services.AddSingleton<SourceChecks>();
        services.AddSingleton<IdempotencyKeys>();
        services.TryAddSingleton<IAddressResolver, DnsAddressResolver>();
        services.AddSingleton<UrlRules>(provider => new(provider.GetRequiredService<TriviumOptions>()));
        services.AddSingleton<UrlFetcher>();
        services.AddSingleton<UrlDocuments>();
        services.AddSingleton<DocumentWrites>();
        services.AddSingleton<DocumentBatch>();
        services.AddSingleton<UploadStore>();
        services.AddSingleton<DocumentUploads>();
        services.AddSingleton<UploadCompletions>();
        services.AddSingleton<DocumentReads>();
        services.AddSingleton<DocumentList>();
    }
}
