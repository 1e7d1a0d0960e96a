using Microsoft.Azure.Cosmos;
using Trivium.Storage;

namespace Trivium.Tests.Support;

/// <summary>What is in the containers, whatever readers are shown.</summary>
internal static class StoreContents
{
    /// <summary>How many items of a container match a condition on <c>c</c>.</summary>
    public static async Task<int> CountAsync(this Container container, string condition = "true")
    {
        int count = 0;
        var query = new QueryDefinition($"SELECT VALUE c.id FROM c WHERE {condition}");
        await foreach (string _ in container.QueryAsync<string>(query, null, new(), CancellationToken.None)) count++;

        return count;
    }

    /// <summary>How many items the app has of documents, in all containers; the control item and records not counted.</summary>
    public static async Task<int> CountDocumentItemsAsync(this TestApp app) =>
        await app.Database.Catalog.CountAsync("c.kind != 'control'")
        + await app.Database.Documents.CountAsync()
        + await app.Database.Chunks.CountAsync()
        + await app.Database.Rows.CountAsync();
}
