namespace Trivium.Tests.Terms.Stemming;

/// <summary>The stemmers are only worth testing with if they stem.</summary>
public sealed class StemmerTests
{
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("cats", "cat")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("motoring", "motor")]
    [InlineData("hopping", "hop")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("relational", "relat")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("triplicate", "triplic")]
    [InlineData("adjustment", "adjust")]
    [InlineData("adoption", "adopt")]
    [InlineData("controll", "control")]
    [InlineData("rate", "rate")]
    public void Porter_ExamplesOfThePaper_AreStemmed(string word, string expected) =>
        Assert.Equal(expected, PorterStemmer.Stem(word));

    [Theory]
    [InlineData("skies", "sky")]
    [InlineData("ties", "tie")]
    [InlineData("cries", "cri")]
    [InlineData("gas", "gas")]
    [InlineData("kiwis", "kiwi")]
    [InlineData("hopping", "hop")]
    [InlineData("hoping", "hope")]
    [InlineData("luxuriating", "luxuri")]
    [InlineData("generously", "generous")]
    [InlineData("consignment", "consign")]
    [InlineData("knightly", "knight")]
    [InlineData("consolatory", "consolatori")]
    [InlineData("kneeled", "kneel")]
    [InlineData("youthful", "youth")]
    public void Snowball_ExamplesOfItsVocabulary_AreStemmed(string word, string expected) =>
        Assert.Equal(expected, SnowballEnglishStemmer.Stem(word));
}
