using System.Numerics.Tensors;

namespace Trivium.Embeddings;

/// <summary>
/// The vector of a text: word vectors first, hashed n-grams after them, each part of length 1 before it is weighted.
/// Frequencies count by their logarithm; English words by how rare they are (Zipf: the n-th word of the list has about
/// 1/n of the frequency of the first), and so do the n-grams in them.
/// </summary>
internal static class TextVector
{
    /// <summary>
    /// 30 % of a comparison of English texts: measured best; scaled by the share of words in the text.
    /// </summary>
    private const float WordVectorShare = 0.3f;

    private const int NgramLengthMin = 3;
    private const int NgramLengthMax = 4;

    /// <summary>Four decimals: comparisons change by less than 0.001, and a stored vector is half as long.</summary>
    private const int ComponentDecimals = 4;

    private const int WordKind = 1;
    private const int PairKind = 2;

    public static float[] Of(string text)
    {
        var words = WordList.Shared;
        var features = TextFeatures.Of(text);
        var vector = new float[BuiltInEmbeddingGenerator.Dimensions];
        var meaning = vector.AsSpan(0, words.Dimensions);
        var ngrams = vector.AsSpan(words.Dimensions);

        AddWords(features.Words, words, meaning, ngrams);
        var pairs = new float[ngrams.Length];
        AddPairs(features.Pairs, pairs);

        var hasMeaning = Scale(meaning, MathF.Sqrt(WordVectorShare * features.WordShare));
        var hasWords = Scale(ngrams, MathF.Sqrt(features.WordShare));
        Scale(pairs, MathF.Sqrt(1 - features.WordShare));
        TensorPrimitives.Add(ngrams, pairs, ngrams);
        Scale(ngrams, hasMeaning ? MathF.Sqrt(1 - WordVectorShare * features.WordShare) : 1);
        if (!hasWords && features.Pairs.Count == 0)
            vector[^1] = 1;
        Round(vector);
        return vector;
    }

    private static void AddWords(
        Dictionary<string, int> counts, WordList words, Span<float> meaning, Span<float> ngrams)
    {
        Span<char> framed = stackalloc char[80];
        foreach (var (word, count) in counts)
        {
            var rank = words.IndexOf(word);
            var weight = Frequency(count) * Rarity(rank, words.Count);
            if (rank >= 0)
                words.AddVector(rank, weight, meaning);
            // The marks at both ends tell a beginning and an ending from the same letters inside.
            framed[0] = '^';
            word.CopyTo(framed[1..]);
            framed[word.Length + 1] = '$';
            AddNgrams(framed[..(word.Length + 2)], weight, ngrams);
        }
    }

    private static void AddNgrams(ReadOnlySpan<char> word, float weight, Span<float> ngrams)
    {
        for (var length = NgramLengthMin; length <= NgramLengthMax; length++)
        {
            for (var start = 0; start + length <= word.Length; start++)
                AddFeature(FeatureHash.Of(WordKind, word.Slice(start, length)), weight, ngrams);
        }
    }

    private static void AddPairs(Dictionary<string, int> counts, Span<float> target)
    {
        foreach (var (pair, count) in counts)
            AddFeature(FeatureHash.Of(PairKind, pair), Frequency(count), target);
    }

    /// <summary>
    /// A random sign makes features that share a component cancel out on average (Weinberger et al., 2009).
    /// </summary>
    private static void AddFeature(ulong hash, float weight, Span<float> target) =>
        target[(int)(hash % (uint)target.Length)] += (hash >> 63) == 0 ? weight : -weight;

    /// <summary>1 for a word that is not on the list, near 0 for the most frequent.</summary>
    private static float Rarity(int rank, int count) =>
        rank < 0 ? 1 : (float)(Math.Log(rank + 2) / Math.Log(count + 2));

    private static float Frequency(int count) => (float)(1 + Math.Log(count));

    /// <summary>Brings a part to a length; false where it has no direction.</summary>
    private static bool Scale(Span<float> part, float length)
    {
        // One by one and not by SIMD: the order of a sum must not depend on the processor.
        var squares = 0.0;
        foreach (var component in part)
            squares += (double)component * component;
        if (squares == 0)
            return false;
        TensorPrimitives.Multiply(part, (float)(length / Math.Sqrt(squares)), part);
        return true;
    }

    private static void Round(Span<float> vector)
    {
        for (var i = 0; i < vector.Length; i++)
            vector[i] = MathF.Round(vector[i], ComponentDecimals);
    }
}
