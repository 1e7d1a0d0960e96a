namespace Trivium.Benchmarks;

/// <summary>Which word comes next in generated text.</summary>
internal static class WordRank
{
    /// <summary>From 1: few words are frequent and most are rare, as in any language.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="words">How many words there are.</param>
    public static int Next(Random random, int words) => (int)Math.Pow(words, random.NextDouble());
}
