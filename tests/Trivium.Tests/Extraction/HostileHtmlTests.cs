using AngleSharp.Html.Parser;
using Trivium.Extraction;
using Trivium.Extraction.Html;

namespace Trivium.Tests.Extraction;

/// <summary>Pages made to be dear to read. None has a meaning; each must end with what it holds or a refusal.</summary>
public sealed class HostileHtmlTests
{
    private const string Html = "text/html";

    [Theory]
    [InlineData("<div class='ad nav has-menu'>")]
    [InlineData("<b>")]
    [InlineData("<a href='#'>x")]
    [InlineData("<h1>x")]
    [InlineData("<aside>x</aside>")]
    [InlineData("<main>")]
    [InlineData("<article>x</article>")]
    [InlineData("<p>x")]
    [InlineData("<li>x")]
    [InlineData("<ol start=2147483647><li>x<li>y</ol>")]
    [InlineData("<table><tr><th rowspan=9999 colspan=9999>x")]
    [InlineData("<table><thead><tr><th>x</thead></table>")]
    [InlineData("<meta name=author content=x>")]
    [InlineData("<script type='application/ld+json'>{\"@type\":\"Article\"}</script>")]
    [InlineData("<script type='application/ld+json'>[")]
    [InlineData("&amp;")]
    [InlineData("<!--")]
    [InlineData("\0")]
    public void Extract_Repeated_Ends(string part)
    {
        var source = string.Concat(Enumerable.Repeat(part, 20_000));
        try
        {
            Assert.InRange(Sources.Extract(source, Html).Sections.Sum(section => section.Text.Length), 0, 3 * source.Length);
        }
        catch (ContentException)
        {
            Assert.Contains("more than 500 elements are open at once", Sources.Refusal(source, Html).Message);
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void Outline_OfManyElements_VisitsEachOnce(int count)
    {
        using var page = new HtmlParser().ParseDocument(
            string.Concat(Enumerable.Repeat("<div class=x><p>text <b>bold</b></p></div>", count)));
        var asked = 0;

        var outline = PageOutline.Of(page.Body!, _ => ++asked < 0);

        Assert.Equal(3 * count, asked);
        Assert.Equal(1 + (3 * count), outline.Count);
        Assert.Equal(8 * count, outline.Widths[0]);
    }

    [Fact]
    public void Extract_JsonLinkedDataTooDeep_IsLeftOut() =>
        Assert.Equal("t", Sources.Extract(
            $"<title>t</title><script type='application/ld+json'>{new string('[', 10_000)}{new string(']', 10_000)}</script>x", Html).Title);
}
