using Microsoft.Extensions.DependencyInjection;

namespace Trivium.Reembedding;

/// <summary>The services of re-embedding; search has the embedders already.</summary>
internal static class ReembeddingServices
{
    public static IServiceCollection AddReembedding(this IServiceCollection services)
    {
        services.AddSingleton<ChunkTargets>();
        services.AddSingleton<LackingDocuments>();
        services.AddSingleton<DocumentFill>();
        services.AddSingleton<ReembeddingRecords>();
        services.AddSingleton<ReembeddingStart>();
        services.AddSingleton<ReembeddingReport>();
        services.AddSingleton<LookStep>();
        services.AddSingleton<FillStep>();
        services.AddSingleton<SwitchStep>();
        services.AddSingleton<ClearStep>();
        return services;
    }
}
