using Trivium.Search;
using Trivium.Terms;

namespace Trivium.Tests.Search;

public sealed class HighlightsTests
{
    [Theory]
    [InlineData("Functions scale. A function starts cold.", "functions", "Functions|function")]
    [InlineData("サーバーレス関数は便利。", "サーバーレス", "サーバーレス")]
    [InlineData("nothing of it", "zebra", "")]
    public void Of_TermsOfTheQuery_AreMarkedInTheOriginal(string text, string query, string marked)
    {
        Assert.Equal(marked, Marked(text, query));
    }

    [Fact]
    public void Of_PhraseAndTermsThatTouch_AreOneHighlight()
    {
        Assert.Equal("cold start", Marked("a cold start here", "\"cold start\""));
    }

    private static string Marked(string text, string query)
    {
        SearchText parsed = SearchText.Parse(query);
        var terms = TermAnalyzer.QueryTerms(parsed.Text).ToHashSet();
        var highlights = Highlights.Of(text, terms, new PhraseFilter(parsed.Phrases));
        return string.Join('|', highlights.Select(place => text.Substring(place[0], place[1])));
    }
}
