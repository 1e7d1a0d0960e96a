namespace Trivium.Embeddings;

/// <summary>
/// What the built-in embedder's vectors are made of. The defaults are what measured best; another choice is for measuring
/// only, as stored vectors are all made with the defaults.
/// </summary>
internal sealed record EmbedderSettings
{
    public static EmbedderSettings Default { get; } = new();

    /// <summary>The length of a vector, the word vectors' part included.</summary>
    public int Dimensions { get; init; } = BuiltInEmbeddingGenerator.Dimensions;

    /// <summary>The letters of a word, framed by marks, three in a row.</summary>
    public bool Trigrams { get; init; } = true;

    /// <summary>The same, four in a row.</summary>
    public bool Fourgrams { get; init; } = true;

    /// <summary>Of scripts without blanks, single characters beside pairs.</summary>
    public bool SingleCharacters { get; init; } = true;

    /// <summary>Frequencies count by their logarithm.</summary>
    public bool LogarithmicFrequency { get; init; } = true;

    /// <summary>
    /// How far the rarity of a word in English changes what its n-grams weigh, in percent: half-way finds questions, which
    /// are full of frequent words, and sentences, whose frequent words are in what is looked for too. Its word vector always
    /// counts by its rarity.
    /// </summary>
    public int NgramRarityPercent { get; init; } = 50;

    /// <summary>The word vectors' share of a comparison of two texts that are words only, in percent.</summary>
    public int WordVectorPercent { get; init; } = 15;
}
