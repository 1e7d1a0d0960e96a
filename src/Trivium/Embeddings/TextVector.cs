namespace Trivium.Embeddings;

/// <summary>
/// The vector of a text: word vectors first, hashed n-grams after them, each part of length 1 before it is weighted.
/// Frequencies count by their logarithm; English words by how rare they are (Zipf: the n-th word of the list has about
/// 1/n of the frequency of the first), and so, half-way, do the n-grams in them. Everything is added up in whole numbers; what is not
/// (roots, quotients) rounds the same way on every machine, as IEEE 754 demands (<see cref="FixedLanes"/>). Used again for the next text.
/// </summary>
internal sealed class TextVector(EmbedderSettings settings)
{
    /// <summary>Four decimals: comparisons change by less than 0.001, and a stored vector is half as long.</summary>
    private const double ComponentScale = 10_000;

    private readonly WordList words = WordList.Shared;
    private readonly TextFeatures features = new();
    private readonly WordVectorSum meaning = new(WordList.Shared);

    // Of a text that is longer than any chunk they may overflow, and go on at the other end.
    private readonly int[] ngrams = new int[settings.Dimensions - WordList.Shared.Dimensions];
    private readonly int[] pairs = new int[settings.Dimensions - WordList.Shared.Dimensions];
    private readonly double[] both = new double[settings.Dimensions - WordList.Shared.Dimensions];

    public float[] Of(string text)
    {
        features.Read(text, settings.SingleCharacters);
        meaning.Clear();
        Array.Clear(ngrams);
        Array.Clear(pairs);
        AddWords();
        AddPairs();
        var vector = new float[settings.Dimensions];
        Combine(vector);
        return vector;
    }

    private void AddWords()
    {
        Span<char> framed = stackalloc char[TextFeatures.WordLengthMax + 2];
        foreach (ref readonly var entry in features.Words.Entries)
        {
            ref readonly var known = ref words.Find(entry.Hash);
            var frequency = Frequency(entry.Count);
            if (known.Rank >= 0 && settings.WordVectorPercent > 0)
                meaning.Add(known, Weight(frequency, known.Rarity, 100));

            // The marks at both ends tell a beginning and an ending from the same letters inside.
            var word = features.TextOf(entry);
            framed[0] = '^';
            word.CopyTo(framed[1..]);
            framed[word.Length + 1] = '$';
            AddNgrams(framed[..(word.Length + 2)], Weight(frequency, known.Rarity, settings.NgramRarityPercent));
        }
    }

    private static int Weight(int frequency, int rarity, int percent) =>
        (int)(frequency * (100L * FixedPoint.One - percent * (FixedPoint.One - rarity)) / (100 * FixedPoint.One));

    /// <summary>A window of four letters moves over the word; its last three are the trigram.</summary>
    private void AddNgrams(ReadOnlySpan<char> word, int weight)
    {
        var window = 0UL;
        for (var i = 0; i < word.Length; i++)
        {
            window = window >> 16 | (ulong)word[i] << 48;
            if (i >= 2 && (settings.Trigrams || word.Length == 3))
                AddFeature(FeatureHash.Mix(window >> 16), weight, ngrams);
            if (i >= 3 && settings.Fourgrams)
                AddFeature(FeatureHash.Mix(window), weight, ngrams);
        }
    }

    private void AddPairs()
    {
        foreach (ref readonly var entry in features.Pairs.Entries)
        {
            AddFeature(entry.Hash, Frequency(entry.Count), pairs);
        }
    }

    /// <summary>
    /// A random sign makes features that share a component cancel out on average (Weinberger et al., 2009).
    /// </summary>
    private static void AddFeature(ulong hash, int weight, int[] target)
    {
        var negative = (int)((long)hash >> 63);
        target[(int)((uint)hash * (ulong)target.Length >> 32)] += (weight ^ negative) - negative;
    }

    private int Frequency(int count) =>
        settings.LogarithmicFrequency ? FixedPoint.Frequency(count) : Math.Min(count, FixedPoint.One) * FixedPoint.One;

    private void Combine(Span<float> vector)
    {
        var (wordWidth, pairWidth) = features.Width;
        var wordShare = wordWidth == 0 ? 0 : wordWidth / (double)(wordWidth + pairWidth);
        var meaningShare = settings.WordVectorPercent / 100.0 * wordShare;
        var (ngramNorm, pairNorm) = (FixedLanes.Norm(ngrams), FixedLanes.Norm(pairs));
        if (ngramNorm == 0 && pairNorm == 0)
        {
            // A vector of zeros has no direction to compare.
            vector[^1] = 1;
            return;
        }

        var meaningNorm = meaning.Norm();
        var ngramFactor = ngramNorm > 0 ? Math.Sqrt(wordShare) / ngramNorm : 0;
        var pairFactor = pairNorm > 0 ? Math.Sqrt(1 - wordShare) / pairNorm : 0;

        // The two scripts' features share components, so their sum is brought to its length once more.
        var length = FixedLanes.AddWeighted(ngrams, ngramFactor, pairs, pairFactor, both);
        var rest = meaningNorm > 0 ? 1 - meaningShare : 1;
        var components = meaning.Components;
        for (var i = 0; i < components.Length && meaningNorm > 0; i++)
            vector[i] = (float)(Math.Round(components[i] * (Math.Sqrt(meaningShare) / meaningNorm) * ComponentScale) / ComponentScale);
        FixedLanes.ScaleAndRound(both, length > 0 ? Math.Sqrt(rest) / length : 0, ComponentScale, vector[components.Length..]);
    }
}
