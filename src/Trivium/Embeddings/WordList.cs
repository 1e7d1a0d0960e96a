using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Trivium.Embeddings;

/// <summary>
/// The frequent English words with their vectors (<c>WordVectors/README.md</c>), read from the assembly at first use.
/// Looked up by hash in one array: strings and a dictionary of them would take ten times as long to build.
/// </summary>
internal sealed class WordList
{
    private const int HeaderBytes = 16;
    private static readonly WordEntry[] Unknown = [new WordEntry { Rarity = FixedPoint.One }];
    private static readonly Lazy<WordList> Loaded = new(Load);

    private readonly byte[] words;
    private readonly int[] starts;
    private readonly int[] slots;
    private readonly byte[] vectors;
    private readonly WordEntry[] entries;

    private WordList(byte[] words, byte[] vectors)
    {
        if (!vectors.AsSpan().StartsWith("TWV1"u8))
            throw new InvalidOperationException("The resource vectors.bin does not begin with TWV1.");
        this.words = words;
        this.vectors = vectors;
        Count = BinaryPrimitives.ReadInt32LittleEndian(vectors.AsSpan(4));
        Dimensions = BinaryPrimitives.ReadInt32LittleEndian(vectors.AsSpan(8));
        starts = new int[Count + 1];
        slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Count * 2)];
        entries = new WordEntry[slots.Length];
        Index();
        IndexHashes();
    }

    public static WordList Shared => Loaded.Value;

    /// <summary>How many words there are.</summary>
    public int Count { get; }

    /// <summary>How many components each vector has.</summary>
    public int Dimensions { get; }

    /// <summary>The rank of a lower-case word, 0 for the most frequent; -1 where it is not on the list.</summary>
    public int IndexOf(ReadOnlySpan<char> word)
    {
        Span<byte> utf8 = stackalloc byte[64];
        if (!Encoding.UTF8.TryGetBytes(word, utf8, out var length))
            return -1;
        var bytes = utf8[..length];
        for (var slot = SlotOf(bytes); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (WordAt(slots[slot] - 1).SequenceEqual(bytes))
                return slots[slot] - 1;
        }

        return -1;
    }

    /// <summary>
    /// The word with this <see cref="FeatureHash"/>; of one that is not on the list an entry of rank -1 and rarity 1.
    /// </summary>
    public ref readonly WordEntry Find(ulong hash)
    {
        var slot = (int)hash & (entries.Length - 1);
        for (; entries[slot].RankPlusOne != 0; slot = (slot + 1) & (entries.Length - 1))
        {
            if (entries[slot].Hash == hash)
                return ref entries[slot];
        }

        return ref Unknown[0];
    }

    /// <summary>The components of a word's vector, to be multiplied by its scale.</summary>
    public ReadOnlySpan<sbyte> ComponentsOf(int rank) =>
        MemoryMarshal.Cast<byte, sbyte>(vectors.AsSpan(HeaderBytes + rank * Dimensions, Dimensions));

    private static WordList Load() =>
        new(Resource("word-vectors-en/words.txt"), Resource("word-vectors-en/vectors.bin"));

    private static byte[] Resource(string name)
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void Index()
    {
        var position = 0;
        for (var i = 0; i < Count; i++)
        {
            starts[i] = position;
            var length = words.AsSpan(position).IndexOf((byte)'\n');
            position = length < 0 ? words.Length + 1 : position + length + 1;
            starts[i + 1] = position;
            var slot = SlotOf(WordAt(i));
            while (slots[slot] != 0)
                slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = i + 1;
        }
    }

    private void IndexHashes()
    {
        var rarest = FixedPoint.Log2((uint)Count + 2);
        var scales = MemoryMarshal.Cast<byte, float>(vectors.AsSpan(HeaderBytes + Count * Dimensions));
        var largestScale = 0f;
        foreach (var scale in scales)
            largestScale = Math.Max(largestScale, scale);
        Span<char> characters = stackalloc char[64];
        for (var rank = 0; rank < Count; rank++)
        {
            var hash = FeatureHash.Of(characters[..Encoding.UTF8.GetChars(WordAt(rank), characters)]);
            var slot = (int)hash & (entries.Length - 1);
            while (entries[slot].RankPlusOne != 0)
                slot = (slot + 1) & (entries.Length - 1);
            entries[slot] = new WordEntry
            {
                Hash = hash,
                RankPlusOne = rank + 1,
                Rarity = (ushort)(FixedPoint.Log2((uint)rank + 2) * FixedPoint.One / rarest),
                Scale = (ushort)Math.Round(scales[rank] / (double)largestScale * FixedPoint.One),
            };
        }
    }

    private ReadOnlySpan<byte> WordAt(int index) => words.AsSpan(starts[index]..(starts[index + 1] - 1));

    private int SlotOf(ReadOnlySpan<byte> word) => (int)(FeatureHash.Of(word) & (uint)(slots.Length - 1));
}

/// <summary>What the vector of a text needs of a word, side by side in memory.</summary>
internal struct WordEntry
{
    public ulong Hash;
    public int RankPlusOne;

    /// <summary>How rare it is, in units of <see cref="FixedPoint.One"/>: near 0 for the most frequent, 1 for an unknown word.</summary>
    public ushort Rarity;

    /// <summary>The scale of its vector, in proportion to the largest, which is <see cref="FixedPoint.One"/>.</summary>
    public ushort Scale;

    /// <summary>0 for the most frequent; -1: it is not on the list.</summary>
    public readonly int Rank => RankPlusOne - 1;
}
