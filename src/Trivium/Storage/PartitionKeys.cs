using Microsoft.Azure.Cosmos;

namespace Trivium.Storage;

/// <summary>The partition keys of the containers, whole or as a prefix for queries.</summary>
internal static class PartitionKeys
{
    /// <summary>Container <c>catalog</c>.</summary>
    public static PartitionKey Catalog(string tenant) => new(tenant);

    /// <summary>Containers <c>documents</c> and <c>chunks</c>: one document.</summary>
    public static PartitionKey Document(string tenant, string documentId) => Of(tenant, documentId);

    /// <summary>Container <c>rows</c>: one document's rows in one table.</summary>
    public static PartitionKey Rows(string tenant, string table, string documentId) => Of(tenant, table, documentId);

    /// <summary>Container <c>operations</c>: one kind of item.</summary>
    public static PartitionKey Operations(string tenant, string kind) => Of(tenant, kind);

    /// <summary>A prefix of a hierarchical key, for queries: everything of a tenant, or of a tenant's table.</summary>
    public static PartitionKey Prefix(params ReadOnlySpan<string> values) => Of(values);

    private static PartitionKey Of(params ReadOnlySpan<string> values)
    {
        var builder = new PartitionKeyBuilder();
        foreach (string value in values) builder.Add(value);

        return builder.Build();
    }
}
