using Trivium.Terms.Normalization;

namespace Trivium.Tests.Terms;

public sealed class CompatibilityNormalizationTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("ＡＢＣ　１２", "ABC 12")]
    [InlineData("ｶﾞﾊﾟｱ", "ガパア")]
    [InlineData("か\u3099", "が")]
    [InlineData("e\u0301", "é")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u1E9B\u0323", "\u1E69")]
    [InlineData("①㈱ﬁ²", "1(株)fi2")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("한글", "한글")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("𝐀𠮷", "A𠮷")]
    [InlineData("\u0344", "\u0308\u0301")]
    public void Normalize_KnownCases_AreFormKC(string text, string expected) =>
        Assert.Equal(expected, CompatibilityNormalization.Normalize(text));

    [Fact]
    public void Normalize_LoneSurrogate_IsReplaced() =>
        Assert.Equal("a\uFFFDb", CompatibilityNormalization.Normalize("a\uD800b"));

    [Fact]
    public void Normalize_Twice_ChangesNothingMore()
    {
        var text = string.Concat(Enumerable.Range(0x80, 0xD780).Select(codePoint => (char)codePoint));
        var once = CompatibilityNormalization.Normalize(text);

        Assert.Equal(once, CompatibilityNormalization.Normalize(once));
    }
}
