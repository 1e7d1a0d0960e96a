using Trivium.Extraction;

namespace Trivium.Tests.Extraction;

public sealed class HtmlExtractionTests
{
    private const string Html = "text/html";

    [Fact]
    public void Extract_Page_TakesTheMainContent()
    {
        var document = Sources.Extract(
            """
            <!doctype html><html lang="en-GB"><head><title>The  title</title><meta name="keywords" content="a, b, a">
            <style>p { color: red }</style></head><body><nav><a href="/home">Home</a></nav>
            <main><p>Before <b>the</b>
            heading.</p><h1>One</h1><p>Text<br>next</p><ul><li>a<li>b</ul><script>var x = "<p>no</p>";</script>
            <h2>Two</h2><pre><code>if (x)
              y;</code></pre><div>loose<p>para</p></div></main><footer>Foot</footer></body></html>
            """,
            Html);

        Assert.Equal("The title", document.Title);
        Assert.Equal("en", document.Language);
        Assert.Equal(["a", "b"], document.Tags);
        Assert.Equal(
            ["0  Before the heading.", "1 One Text\nnext\n- a\n- b", "2 Two if (x)\n  y;\n\nloose\n\npara"],
            document.Sections.Select(section => $"{section.Level} {section.Heading} {section.Text}"));
        Assert.Empty(document.Links);
    }

    [Fact]
    public void Extract_Links_KeepTextUrlAndSection() =>
        Assert.Equal(
            [new Link("the guide", "guide.html", 0), new Link("in a heading", "https://example.org/?a=1&b=2", 1)],
            Sources.Extract(
                """
                <p><a href="guide.html">the <i>guide</i></a> <a href="#top">up</a> <a>no</a></p>
                <h2><a href="https://example.org/?a=1&amp;b=2">in a heading</a></h2>
                """,
                Html).Links);

    [Fact]
    public void Extract_TableWithHeader_IsATable()
    {
        var document = Sources.Extract(
            """
            <h2>Ignored for the name</h2>
            <table><caption>Service limits</caption><thead><tr><th>Service</th><th>Limit</th><th>Note</th></tr></thead>
            <tr><td rowspan=2>functions</td><td>10</td><td><a href="n.html">see</a></td></tr><tr><td>20</td></tr>
            <tr><td colspan=2>none</td><td>x</td></tr></table>
            """,
            Html);

        var table = Assert.Single(document.Tables);
        Assert.Equal("service_limits", table.Name);
        Assert.Equal("service:string, limit_:integer?, note:string?", Sources.Columns(table));
        Assert.Equal(
            ["""service="functions", limit_=10, note="see" """.Trim(), """service="functions", limit_=20""", """service="none", note="x" """.Trim()],
            Enumerable.Range(0, 3).Select(row => Sources.Row(table, row)));
        Assert.Equal([new Link("see", "n.html", 0)], document.Links);
        Assert.Equal(
            "Service limits\n\nService: functions; Limit: 10; Note: see\nService: functions; Limit: 20\nService: none; Note: x",
            Assert.Single(document.Sections).Text);
    }

    [Fact]
    public void Extract_TableWithoutHeader_IsLayout()
    {
        var document = Sources.Extract("<table><tr><td><p>left</p></td><td>right</td></tr></table>", Html);

        Assert.Empty(document.Tables);
        Assert.Equal("left\n\nright", Assert.Single(document.Sections).Text);
    }

    [Fact]
    public void Extract_TableAroundATable_IsLayout()
    {
        var document = Sources.Extract(
            "<table><tr><th>outer</th></tr><tr><td><table><tr><th>a</th></tr><tr><td>1</td></tr></table></td></tr></table>", Html);

        Assert.Equal("a:integer", Sources.Columns(Assert.Single(document.Tables)));
        Assert.Equal("outer\n\na: 1", Assert.Single(document.Sections).Text);
    }

    [Fact]
    public void Extract_RowspanBeyondItsRowGroup_EndsWithTheGroup()
    {
        var table = Assert.Single(Sources.Extract(
            "<table><thead><tr><th rowspan=2>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
            Html).Tables);

        Assert.Equal("a=1, b=2", Sources.Row(table, 0));
    }

    [Fact]
    public void Extract_OrderedListFromFive_KeepsItsNumbersAroundANestedList() =>
        Assert.Equal(
            "5. five\n- inner\n6. six\n\nmore",
            Assert.Single(Sources.Extract(
                "<ol start=5><li>five<ul><li>inner</li></ul></li><li><p>six</p><p>more</p></li></ol>", Html).Sections).Text);

    [Theory]
    [InlineData("<div class='cookie-notice'>", "</div>")]
    [InlineData("<div id='adSlot'>", "</div>")]
    [InlineData("<section class='newsletterBox'>", "</section>")]
    [InlineData("<div role='complementary'>", "</div>")]
    [InlineData("<div style='color: red; display: none'>", "</div>")]
    [InlineData("<form>", "</form>")]
    [InlineData("<aside>", "</aside>")]
    public void Extract_WhatIsAroundTheContent_GoesUnlessItIsAThirdOfThePage(string begin, string end)
    {
        var content = $"<p>{string.Concat(Enumerable.Repeat("The text of the page. ", 10))}</p>";

        Assert.DoesNotContain("aside", TextOf($"{content}{begin}<p>Said aside.</p>{end}"));
        Assert.Contains("aside", TextOf($"<p>Short.</p>{begin}<p>Said aside.</p>{end}"));
    }

    [Theory]
    [InlineData("has-sidebar")]
    [InlineData("no-ads")]
    [InlineData("shadow readable")]
    [InlineData("share")]
    public void Extract_NamesThatOnlyLookLikeBoilerplate_Stay(string name) =>
        Assert.Contains("kept", TextOf(
            $"<p>{string.Concat(Enumerable.Repeat("The text of the page. ", 10))}</p><div class='{name}'>This is kept.</div>"));

    [Theory]
    [InlineData("""<html lang="ja"><title>x</title><p>Plain English text.""", "ja")]
    [InlineData("""<meta property="og:locale" content="en_GB"><p>短い。""", "en")]
    [InlineData("""<script type="application/ld+json">[{"@type":"WebPage","inLanguage":"ja"}]</script><p>Text""", "ja")]
    public void Extract_Language_IsTakenFromThePage(string page, string expected) =>
        Assert.Equal(expected, Sources.Extract(page, Html).Language);

    [Fact]
    public void Extract_ArticleInLinkedData_WinsOverItsPageAndTheMetaElements()
    {
        var document = Sources.Extract(
            """
            <title>T</title><meta name="author" content="Meta"><meta property="og:title" content="O">
            <script type="application/ld+json">{ broken</script>
            <script type="application/ld+json">{"@type":"WebPage","headline":"P","author":"Page"}</script>
            <script type="application/ld+json">[{"@type":"NewsArticle","headline":"A","author":[{"name":"One"},"Two"],"keywords":"k, l"}]</script>
            <p>Text
            """,
            Html);

        Assert.Equal("A", document.Title);
        Assert.Equal("""["One","Two"]""", document.Metadata["author"].GetRawText());
        Assert.Equal(["k", "l"], document.Tags);
    }

    private static string TextOf(string page) =>
        string.Join('\n', Sources.Extract(page, Html).Sections.Select(section => section.Text));

    [Fact]
    public void Extract_Ruby_LeavesTheReadingsOut() =>
        Assert.Equal(
            "課金の仕組み", Assert.Single(Sources.Extract("<p><ruby>課金<rt>かきん</rt></ruby>の仕組み</p>", Html).Sections).Text);

    [Fact]
    public void Extract_TooDeep_NamesTheLine()
    {
        var source = "\n" + string.Concat(Enumerable.Repeat("<div>", 200_000)) + string.Concat(Enumerable.Repeat("<p>", 200_000));

        Assert.StartsWith(
            "In line 2 more than 500 elements are open at once.", Sources.Refusal(source, Html).Message);
    }

    [Theory]
    [InlineData("<li><ul></ol>")]
    [InlineData("<div></x>")]
    [InlineData("<b></p>")]
    [InlineData("<div><table></div>")]
    public void Extract_EndTagsThatCloseNothing_DoNotHideTheDepth(string part) =>
        Assert.Contains(
            "more than 500 elements are open", Sources.Refusal(string.Concat(Enumerable.Repeat(part, 5_000)), Html).Message);

    [Fact]
    public void Extract_ManyElementsSideBySide_AreRead()
    {
        var source = string.Concat(Enumerable.Repeat("<div><p>a<br>b</div><hr><ul><li>c</ul>", 5_000));

        Assert.Equal(15_000, Assert.Single(Sources.Extract(source, Html).Sections).Text.Count(char.IsAsciiLetter));
    }

    [Fact]
    public void Extract_ScriptFullOfTags_DoesNotCountAsNesting()
    {
        var script = string.Concat(Enumerable.Repeat("<div>", 1000));

        Assert.Equal("x", Assert.Single(Sources.Extract($"<script>'{script}'</script><p>x", Html).Sections).Text);
    }
}
