using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Trivium.Cosmos.Embedded.Items;
using Trivium.Cosmos.Sql.Evaluation.Ranking;

namespace Trivium.Cosmos.Embedded.Search;

/// <summary>
/// How often each word occurs in one text. Words are kept as 64-bit hashes in order, ten bytes a word; two words of one
/// text have the same hash about once in 10^15 texts.
/// </summary>
internal sealed class TextStatistics
{
    public static readonly TextStatistics None = new([], [], 0);

    private readonly ulong[] _words;
    private readonly ushort[] _counts;

    /// <summary>Takes over hashes in ascending order with their counts.</summary>
    public TextStatistics(ulong[] words, ushort[] counts, int wordCount)
    {
        _words = words;
        _counts = counts;
        WordCount = wordCount;
    }

    /// <summary>The number of words, repetitions included.</summary>
    public int WordCount { get; }

    /// <summary>The hashes of the words, ascending.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>How often each word occurs, at most 65,535.</summary>
    public ReadOnlySpan<ushort> Counts => _counts;

    public static TextStatistics Of(string text)
    {
        var hashes = new List<ulong>();
        foreach (var word in FullTextTokenizer.Words(text))
            hashes.Add(HashOf(word));
        if (hashes.Count == 0)
            return None;
        hashes.Sort();
        var words = new List<ulong>(hashes.Count);
        var counts = new List<ushort>(hashes.Count);
        foreach (var hash in hashes)
        {
            if (words.Count > 0 && words[^1] == hash)
            {
                counts[^1] = (ushort)Math.Min(counts[^1] + 1, ushort.MaxValue);
                continue;
            }
            words.Add(hash);
            counts.Add(1);
        }
        return new TextStatistics([.. words], [.. counts], hashes.Count);
    }

    public static ulong HashOf(ReadOnlySpan<char> word)
    {
        Span<byte> hash = stackalloc byte[16];
        Murmur3.Hash128(MemoryMarshal.AsBytes(word), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    /// <summary>How often the word with that hash occurs.</summary>
    public int CountOf(ulong wordHash)
    {
        var index = Array.BinarySearch(_words, wordHash);
        return index < 0 ? 0 : _counts[index];
    }
}
