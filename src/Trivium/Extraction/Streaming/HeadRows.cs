using System.Collections;
using System.Text.Json;

namespace Trivium.Extraction.Streaming;

/// <summary>The rows of a streamed table: all of them are counted, only the first are here.</summary>
internal sealed class HeadRows(IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> head, int count)
    : IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>
{
    public IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Head => head;

    public int Count => count;

    public IReadOnlyDictionary<string, JsonElement> this[int index] => index < head.Count || index >= count
        ? head[index]
        : throw new InvalidOperationException($"Row {index} is read from the source; only {head.Count} rows are kept.");

    public IEnumerator<IReadOnlyDictionary<string, JsonElement>> GetEnumerator() =>
        Enumerable.Range(0, count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
