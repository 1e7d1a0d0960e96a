using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trivium.Reembedding;
using Trivium.Search.Reranking;
using Trivium.Tables.Catalog;
using Trivium.Tables.Query;

namespace Trivium.Search;

/// <summary>The services behind search, SQL and the table list.</summary>
internal static class RetrievalServices
{
    /// <summary>
    /// Adds them. They need the storage foundation, an embedding generator with its identity and a
    /// <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddRetrieval(this IServiceCollection services)
    {
        services.TryAddSingleton<ChunkRanking>();
        services.TryAddSingleton<CandidateSearch>();
        services.TryAddSingleton<BoundedReranking>();
        services.TryAddSingleton<Neighbours>();
        services.TryAddSingleton<SearchSnapshots>();
        services.TryAddSingleton<Searches>();
        services.TryAddSingleton<QueryVectors>();
        services.TryAddSingleton(Embedders.Of);
        services.TryAddSingleton<TableCatalogReader>();
        services.TryAddSingleton<QueryPages>();
        services.TryAddSingleton<SqlQueries>();
        return services;
    }
}
