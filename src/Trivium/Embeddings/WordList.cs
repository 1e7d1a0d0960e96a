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
    private static readonly Lazy<WordList> Loaded = new(Load);

    private readonly byte[] words;
    private readonly int[] starts;
    private readonly int[] slots;
    private readonly byte[] vectors;

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
        Index();
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
    /// Adds the vector of a word, times a weight, to <paramref name="target"/> (of <see cref="Dimensions"/>).
    /// </summary>
    public void AddVector(int index, float weight, Span<float> target)
    {
        var components = MemoryMarshal.Cast<byte, sbyte>(vectors.AsSpan(HeaderBytes + index * Dimensions, Dimensions));
        var scale = weight * BinaryPrimitives.ReadSingleLittleEndian(
            vectors.AsSpan(HeaderBytes + Count * Dimensions + index * sizeof(float)));
        for (var i = 0; i < components.Length; i++)
            target[i] += components[i] * scale;
    }

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

    private ReadOnlySpan<byte> WordAt(int index) => words.AsSpan(starts[index]..(starts[index + 1] - 1));

    private int SlotOf(ReadOnlySpan<byte> word) => (int)(FeatureHash.Of(word) & (uint)(slots.Length - 1));
}
