using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Trivium.Cosmos.Embedded.Items;

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

    private TextStatistics(ulong[] words, ushort[] counts, int wordCount)
    {
        _words = words;
        _counts = counts;
        WordCount = wordCount;
    }

    /// <summary>The number of words, repetitions included.</summary>
    public int WordCount { get; }

    public static TextStatistics Of(string text)
    {
        var counts = new SortedDictionary<ulong, ushort>();
        var words = 0;
        foreach (var word in TextTokenizer.Words(text))
        {
            var hash = HashOf(word);
            counts.TryGetValue(hash, out var count);
            counts[hash] = (ushort)Math.Min(count + 1, ushort.MaxValue);
            words++;
        }
        return new TextStatistics([.. counts.Keys], [.. counts.Values], words);
    }

    public static ulong HashOf(string word)
    {
        Span<byte> hash = stackalloc byte[16];
        Murmur3.Hash128(MemoryMarshal.AsBytes(word.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    /// <summary>How often the word with that hash occurs.</summary>
    public int CountOf(ulong wordHash)
    {
        var index = Array.BinarySearch(_words, wordHash);
        return index < 0 ? 0 : _counts[index];
    }
}
