using System.Runtime.Intrinsics;

namespace Trivium.Embeddings;

/// <summary>
/// Adds up word vectors in whole numbers, several components at a time: of whole numbers the sum is the same in any order.
/// </summary>
internal sealed class WordVectorSum(WordList words)
{
    /// <summary>256 words, each at most 2^15 times 2^7, do not exceed 31 bits; then the sum goes on in 64.</summary>
    private const int AddedMax = 256;

    private const int WeightMax = (1 << 15) - 1;

    private readonly int[] partial = new int[words.Dimensions];
    private readonly long[] sums = new long[words.Dimensions];
    private int added;

    /// <summary>The sum of what was added.</summary>
    public ReadOnlySpan<long> Components
    {
        get
        {
            Flush();
            return sums;
        }
    }

    /// <summary>The length of the sum.</summary>
    public double Norm()
    {
        var squares = 0.0;
        foreach (var component in Components)
            squares += (double)component * component;
        return Math.Sqrt(squares);
    }

    public void Clear()
    {
        Array.Clear(partial);
        Array.Clear(sums);
        added = 0;
    }

    /// <summary>Adds a word's vector.</summary>
    /// <param name="word">The word.</param>
    /// <param name="weight">In units of <see cref="FixedPoint.One"/>; what a word can weigh at most.</param>
    public void Add(in WordEntry word, long weight)
    {
        if (++added > AddedMax)
            Flush();
        var factor = (int)Math.Min(WeightMax, weight * word.Scale / FixedPoint.One);
        var components = words.ComponentsOf(word.Rank);
        var i = 0;
        for (; i + Vector128<sbyte>.Count <= components.Length; i += Vector128<sbyte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(components.Slice(i, Vector128<sbyte>.Count)));
            AddEight(i, low, factor);
            AddEight(i + Vector128<short>.Count, high, factor);
        }

        for (; i < components.Length; i++)
            partial[i] += components[i] * factor;
    }

    private void AddEight(int at, Vector128<short> components, int factor)
    {
        var (low, high) = Vector128.Widen(components);
        var wide = Vector256.Create(low, high) * factor;
        (Vector256.Create<int>(partial.AsSpan(at)) + wide).CopyTo(partial.AsSpan(at));
    }

    private void Flush()
    {
        for (var i = 0; i < partial.Length; i++)
            sums[i] += partial[i];
        Array.Clear(partial);
        added = 0;
    }
}
