using Trivium.Search;

namespace Trivium.Tests.Search;

public sealed class PhraseTests
{
    [Theory]
    [InlineData("a \"cold start\" b", "a  cold start  b", "cold start")]
    [InlineData("“cold start”", "cold start", "cold start")]
    [InlineData("never \"closed", "never  closed", "")]
    [InlineData("\"one\" \"two\"", "one   two", "one|two")]
    [InlineData("\"\" \" \"", "", "")]
    public void Parse_Quotes_GivePhrases(string query, string text, string phrases)
    {
        SearchText parsed = SearchText.Parse(query);

        Assert.Equal(text, parsed.Text);
        Assert.Equal(phrases, string.Join('|', parsed.Phrases));
    }

    [Theory]
    [InlineData("A Cold\n  Start is slow", "cold start", 2, 12)]
    [InlineData("party, art", "art", 7, 3)]
    [InlineData("サーバーレス関数の課金", "関数の課金", 6, 5)]
    [InlineData("ｻｰﾊﾞｰﾚｽ関数", "サーバーレス", 0, 7)]
    [InlineData("ＡＢＣ順", "abc", 0, 3)]
    public void Find_PhraseInOtherForm_GivesItsPlaceInTheOriginal(string text, string phrase, int start, int length)
    {
        Assert.Equal([(start, length)], new PhraseText(text).Find(phrase));
    }

    [Theory]
    [InlineData("cold, start", "cold start")]
    [InlineData("starting", "start")]
    [InlineData("", "start")]
    [InlineData("start", " ")]
    public void Find_PhraseThatIsNotThere_GivesNothing(string text, string phrase)
    {
        Assert.Empty(new PhraseText(text).Find(phrase));
    }

    [Fact]
    public void RequiredTerms_LoneCharacterOfAScriptWithoutSpaces_IsLeftOut()
    {
        // 第 and 章 are terms where nothing of their script stands beside them, which the text of a hit need not be like.
        Assert.Single(new PhraseFilter(["第3章"]).RequiredTerms());
        Assert.Empty(new PhraseFilter(["章"]).RequiredTerms());
    }

    [Fact]
    public void Passes_PhraseInHeading_IsEnough()
    {
        var filter = new PhraseFilter(["cold start"]);

        Assert.True(filter.Passes("text", ["Guide", "The cold start"]));
        Assert.False(filter.Passes("cold", ["start"]));
    }
}
