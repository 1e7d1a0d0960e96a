using Trivium.Cosmos.Embedded.Containers;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>What a container's policies say about searching: its vectors, its texts, what is filtered by.</summary>
internal sealed class SearchSchema(
    IReadOnlyList<VectorEmbedding> vectors, IReadOnlyList<string> texts, IndexedPaths indexedPaths)
{
    private static readonly string[] SystemProperties =
        ["_rid", "_self", "_etag", "_attachments", "_ts", "_lsn"];

    public IReadOnlyList<VectorEmbedding> Vectors => vectors;

    public IReadOnlyList<PropertyPath> Texts { get; } =
        [.. texts.Select(path => PropertyPath.Parse(path, "full text"))];

    /// <summary>Equal for schemas under which the same is derived of items.</summary>
    public string Signature { get; } = string.Join(
        '\n',
        vectors.Select(vector => $"{vector.Path.Text} {vector.Dimensions}").Concat(texts)
            .Append(indexedPaths.IncludesRest.ToString())
            .Concat(indexedPaths.Exceptions.Order(StringComparer.Ordinal)));

    /// <summary>Whether there is nothing to search.</summary>
    public bool IsEmpty => vectors.Count == 0 && texts.Count == 0;

    /// <summary>Whether filters may look at that top-level property without the item.</summary>
    public bool Projects(string property) =>
        indexedPaths.Includes(property) && !SystemProperties.Contains(property)
        && !vectors.Any(vector => vector.Path.Segments[0] == property)
        && !Texts.Any(text => text.Segments[0] == property);

    public int VectorIndexOf(string path) => IndexOf(vectors, vector => vector.Path.Text == path);

    public int TextIndexOf(string path) => IndexOf(texts, text => text == path);

    /// <summary>Whether what was derived under the other one holds under this one.</summary>
    public bool IsSameAs(SearchSchema other) =>
        ReferenceEquals(this, other) || Signature == other.Signature;

    private static int IndexOf<T>(IReadOnlyList<T> list, Predicate<T> isWanted)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (isWanted(list[i]))
                return i;
        }
        return -1;
    }
}
