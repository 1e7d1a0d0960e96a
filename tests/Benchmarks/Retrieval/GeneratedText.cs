using Trivium.Embeddings;

namespace Trivium.Benchmarks.Retrieval;

/// <summary>Text of real words: those of the built-in embedder, which has them by frequency.</summary>
internal sealed class GeneratedText
{
    private const int Vocabulary = 20_000;

    private readonly string[] _words;

    public GeneratedText()
    {
        using Stream words = typeof(BuiltInEmbeddingGenerator).Assembly
            .GetManifestResourceStream("word-vectors-en/words.txt")!;
        using var reader = new StreamReader(words);
        _words = [.. reader.ReadToEnd().Split('\n').Take(Vocabulary)];
    }

    /// <summary>Some words in a row; how often each comes is as in English.</summary>
    public string Words(Random random, int count) => string.Join(
        ' ', Enumerable.Range(0, count).Select(_ => _words[WordRank.Next(random, Vocabulary) - 1]));
}
