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
