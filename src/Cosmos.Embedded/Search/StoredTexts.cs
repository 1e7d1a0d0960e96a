using System.Text.Json;
using Trivium.Cosmos.Embedded.Containers;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Sql.Evaluation;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// The words of a container's texts for BM25: counted once per version of an item, added up over the partitions that
/// the query is limited to. Clients in front of a real account ask for container-wide statistics otherwise, but do not
/// tell the engine which.
/// </summary>
internal sealed class StoredTexts(ContainerState container, PartitionScope scope, long nowSeconds) : IFullTextSource
{
    private readonly Dictionary<string, PropertyPath> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _hashes = new(StringComparer.Ordinal);

    public FullTextStatistics StatisticsOf(string path, IReadOnlyList<string> terms)
    {
        var hashes = terms.Select(Hash).ToArray();
        var frequencies = new long[terms.Count];
        long documents = 0, words = 0;
        foreach (var item in container.Items.Range(scope))
        {
            if (item.IsExpired(container.Definition.DefaultTimeToLive, nowSeconds)
                || Of(item, path) is not { WordCount: > 0 } text)
                continue;
            documents++;
            words += text.WordCount;
            for (var i = 0; i < hashes.Length; i++)
                frequencies[i] += text.CountOf(hashes[i]) > 0 ? 1 : 0;
        }
        return new FullTextStatistics(documents, documents == 0 ? 0 : (double)words / documents, frequencies);
    }

    public bool TryCount(
        CosmosValue item, string path, IReadOnlyList<string> terms, Span<int> counts, out int wordCount)
    {
        wordCount = 0;
        if (item.Owner is not StoredItem stored)
            return false;
        var text = Of(stored, path);
        wordCount = text.WordCount;
        for (var i = 0; i < terms.Count; i++)
            counts[i] = text.CountOf(Hash(terms[i]));
        return true;
    }

    private TextStatistics Of(StoredItem item, string path) =>
        item.Features.Get(path, (Source: this, Item: item, Path: path), static one =>
            one.Source.Count(one.Item.Element, one.Path));

    private TextStatistics Count(JsonElement item, string path)
    {
        if (!_paths.TryGetValue(path, out var parsed))
            _paths.Add(path, parsed = PropertyPath.Parse(path, "full text"));
        return SearchFeatures.Words(parsed, item);
    }

    private ulong Hash(string term)
    {
        if (!_hashes.TryGetValue(term, out var hash))
            _hashes.Add(term, hash = TextStatistics.HashOf(term));
        return hash;
    }
}
