using System.Text;
using Trivium.Embeddings;
using Trivium.Terms;
using Trivium.Tests.Terms.Stemming;

namespace Trivium.Tests.Terms;

public sealed class TermEncodingTests
{
    /// <summary>Frequent and rare words, stop words, every ending the stemmers know, and other scripts.</summary>
    public static IEnumerable<string> Words()
    {
        string[] endings =
        [
            "", "s", "es", "sses", "ies", "ed", "eed", "ing", "ingly", "edly", "y", "ational", "ization", "fulness", "ousli",
            "icate", "ative", "ement", "ion", "e", "ll", "us", "ss", "ment", "able", "q", "z", "x",
        ];
        foreach (var stem in new[] { "", "a", "cat", "hop", "relat", "gener", "commun", "query", "faq", "b2b", "é", "жизн" })
        {
            foreach (var ending in endings)
                yield return stem + ending;
        }

        foreach (var word in StopWords.All)
            yield return word;
        foreach (var word in new[] { "sky", "news", "inning", "exceed", "dying", "2025", "0", "q1", "iraq", "ｱ", "日本", "𠮷" })
            yield return word;
    }

    [Fact]
    public void Word_Encoded_NoEnglishAnalyzerAltersIt() => Assert.All(Words(), word => AssertUnaltered(TermEncoding.Word(word)));

    [Fact]
    public void Word_WholeWordList_NoEnglishAnalyzerAltersIt()
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream("word-vectors-en/words.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } word)
            AssertUnaltered(TermEncoding.Word(word));
    }

    [Fact]
    public void Pair_Encoded_NoEnglishAnalyzerAltersIt()
    {
        var random = new Random(20250101);
        for (var i = 0; i < 20_000; i++)
            AssertUnaltered(TermEncoding.Pair(random.Next(0x3041, 0x30FF), random.Next(0x3041, 0x3FFFF)));
    }

    [Fact]
    public void Word_DifferentWords_HaveDifferentEncodings()
    {
        var words = Words().Distinct().ToList();

        Assert.Equal(words.Count, words.Select(word => TermEncoding.Word(word)).Distinct().Count());
    }

    [Fact]
    public void Word_AndPairs_NeverMeet()
    {
        Assert.NotEqual(TermEncoding.Word("にす"), TermEncoding.Pair('に', 'す'));
        Assert.NotEqual(TermEncoding.Word("に"), TermEncoding.Word("す"));
    }

    [Theory]
    [InlineData("function", "functionq")]
    [InlineData("faq", "faqzq")]
    [InlineData("a2", "aqcq")]
    [InlineData("é", "qxaaizq")]
    [InlineData("", "q")]
    public void Word_Characters_AreWrittenAsDocumented(string word, string expected) =>
        Assert.Equal(expected, TermEncoding.Word(word));

    [Fact]
    public void Pair_Characters_AreWrittenAsDocumented() => Assert.Equal("qyasitasibq", TermEncoding.Pair('に', 'す'));

    [Fact]
    public void Word_Long_IsCutAfterAWholeCharacter()
    {
        Assert.Equal(new string('a', 38) + "q", TermEncoding.Word(new string('a', 100)));
        Assert.Equal(string.Concat(Enumerable.Repeat("qxaaiz", 6)) + "q", TermEncoding.Word(new string('é', 100)));
    }

    private static void AssertUnaltered(string term)
    {
        Assert.Matches("^[a-z]+$", term);
        Assert.True(term.Length <= TermEncoding.EncodedLengthMax);
        Assert.DoesNotContain(term, StopWords.All);
        Assert.Equal(term, PorterStemmer.Stem(term));
        Assert.Equal(term, SnowballEnglishStemmer.Stem(term));
    }
}
