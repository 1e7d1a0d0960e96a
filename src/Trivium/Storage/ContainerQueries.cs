using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Trivium.Storage.Pacing;

namespace Trivium.Storage;

/// <summary>Queries in the app's own JSON, page by page or as one sequence.</summary>
internal static class ContainerQueries
{
    /// <summary>All results of a query, page after page.</summary>
    /// <param name="container">Where.</param>
    /// <param name="query">What.</param>
    /// <param name="key">The partition key or a prefix of it; null: all partitions.</param>
    /// <param name="meter">Counts the request units.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<T> QueryAsync<T>(
        this Container container,
        QueryDefinition query,
        PartitionKey? key,
        RequestUnitMeter meter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using FeedIterator iterator = container.GetItemQueryStreamIterator(query, null, new() { PartitionKey = key });
        while (iterator.HasMoreResults)
        {
            meter.EnsureWithinMax();
            QueryPage<T> page = await ReadPageAsync<T>(iterator, meter, cancellationToken);
            foreach (T item in page.Items) yield return item;
        }
    }

    /// <summary>The first result of a query, or default when there is none.</summary>
    public static async Task<T?> FirstOrDefaultAsync<T>(
        this Container container,
        QueryDefinition query,
        PartitionKey? key,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        await foreach (T item in container.QueryAsync<T>(query, key, meter, cancellationToken)) return item;

        return default;
    }

    /// <summary>
    /// One page of a query: of at most <paramref name="count"/> results, and of that many unless there are no more (the
    /// store may answer short or empty pages before the end).
    /// </summary>
    public static async Task<QueryPage<T>> QueryPageAsync<T>(
        this Container container,
        QueryDefinition query,
        PartitionKey? key,
        string? continuation,
        int count,
        RequestUnitMeter meter,
        CancellationToken cancellationToken)
    {
        List<T> items = [];
        do
        {
            meter.EnsureWithinMax();
            var options = new QueryRequestOptions { PartitionKey = key, MaxItemCount = count - items.Count };
            using FeedIterator iterator = container.GetItemQueryStreamIterator(query, continuation, options);
            QueryPage<T> page = await ReadPageAsync<T>(iterator, meter, cancellationToken);
            items.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (items.Count < count && continuation is not null);
        return new(items, continuation);
    }

    private static async Task<QueryPage<T>> ReadPageAsync<T>(
        FeedIterator iterator, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        using ResponseMessage response = await meter.SendAsync(
            RequestShape.Query<T>(), () => iterator.ReadNextAsync(cancellationToken), cancellationToken);
        response.EnsureSuccessStatusCode();
        Feed<T>? feed = await JsonSerializer.DeserializeAsync<Feed<T>>(
            response.Content, CosmosJson.Options, cancellationToken);
        return new(feed?.Documents ?? [], response.ContinuationToken);
    }

    private sealed record Feed<T>(IReadOnlyList<T> Documents);
}

/// <summary>A page of a query's results.</summary>
/// <param name="Items">The results.</param>
/// <param name="Continuation">Where the next page starts; null: there is none.</param>
internal sealed record QueryPage<T>(IReadOnlyList<T> Items, string? Continuation);
