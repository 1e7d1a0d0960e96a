using Microsoft.Extensions.Logging;

namespace Trivium.Reembedding;

/// <summary>What re-embeddings log. Event ids 2500 to 2599.</summary>
internal static partial class ReembeddingLog
{
    [LoggerMessage(2500, LogLevel.Warning, "The document {DocumentId} of tenant {Tenant} could not be embedded anew.")]
    public static partial void DocumentFailed(ILogger logger, Exception exception, string documentId, string tenant);

    [LoggerMessage(2501, LogLevel.Information, "The chunks of {Count} tenants have another embedder than {Model}; they are embedded anew in the background.")]
    public static partial void Wanted(ILogger logger, int count, string model);

    [LoggerMessage(2502, LogLevel.Warning, "The start of {InstanceId} failed; the sweep tries again.")]
    public static partial void StartFailed(ILogger logger, Exception exception, string instanceId);
}
