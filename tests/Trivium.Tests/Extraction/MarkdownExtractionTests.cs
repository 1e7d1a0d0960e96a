using Trivium.Extraction;

namespace Trivium.Tests.Extraction;

public sealed class MarkdownExtractionTests
{
    private const string Markdown = "text/markdown";

    [Fact]
    public void Extract_FrontMatter_GivesTitleTagsLanguageAndMetadata()
    {
        var document = Sources.Extract(
            """
            ---
            title: "Cold starts"
            tags: [serverless, latency, serverless]
            lang: ja-JP
            version: 1.2
            released: 2025-01-31
            draft: false
            authors:
              - name: A
            ---
            # Heading
            """,
            Markdown);

        Assert.Equal("Cold starts", document.Title);
        Assert.Equal(["serverless", "latency"], document.Tags);
        Assert.Equal("ja", document.Language);
        Assert.Equal(
            """1.2 "2025-01-31" false [{"name":"A"}]""",
            string.Join(' ', new[] { "version", "released", "draft", "authors" }
                .Select(key => document.Metadata[key].GetRawText())));
        Assert.Equal("Heading", Assert.Single(document.Sections).Heading);
    }

    [Fact]
    public void Extract_FrontMatterIsNotYaml_NamesTheLine()
    {
        var refusal = Sources.Refusal("---\ntitle: a\ntags: [x\n---\n", Markdown);

        Assert.Equal("invalid", refusal.Code);
        Assert.StartsWith("The front matter is not YAML (line 4, column 1)", refusal.Message);
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x", "Anchors and aliases")]
    [InlineData("a: [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "nests deeper than 16")]
    [InlineData("a: 1\na: 2", "The key 'a' is there twice")]
    public void Extract_FrontMatterThatIsNotAccepted_SaysWhy(string yaml, string expected) =>
        Assert.Contains(expected, Sources.Refusal($"---\n{yaml}\n---\n", Markdown).Message);

    [Theory]
    [InlineData("---\n\nText between rules.\n\n---\n")]
    [InlineData("---\nnever closed")]
    public void Extract_RuleAtTheStart_IsNotFrontMatter(string source)
    {
        var document = Sources.Extract(source, Markdown);

        Assert.Empty(document.Metadata);
        Assert.Single(document.Sections);
    }

    [Fact]
    public void Extract_Headings_MakeSectionsWithPaths()
    {
        var document = Sources.Extract(
            "Before.\n\n# One\n\nFirst.\n\n## *Two* `x`\n\nSecond\nline.\n\nThree\n=====\n\n#### Deep\n\nEnd.\n", Markdown);

        Assert.Equal("One", document.Title);
        Assert.Equal(
            [
                "0 0  : Before.",
                "1 1 One: First.",
                "2 2 One/Two x: Second\nline.",
                "3 1 Three: ",
                "4 4 Three/Deep: End.",
            ],
            document.Sections.Select(section => $"{section.Index} {section.Level} "
                + $"{(section.Heading is null ? " " : string.Join('/', section.HeadingPath))}: {section.Text}"));
    }

    [Theory]
    [InlineData("# One {#one}", "one")]
    [InlineData("# One { #one .wide lang=\"en GB\" }", "one")]
    [InlineData("# One {: #one } ##", "one")]
    [InlineData("# One {#vue.js-api-–-1}", "vue.js-api-–-1")]
    [InlineData("One {#one}\n===", "one")]
    [InlineData("# One {.wide}", null)]
    [InlineData("# One {/*one*/}", "one")]
    [InlineData("# One {/* a note */}", null)]
    public void Extract_AttributesOfAHeading_AreNoPartOfIt(string source, string? anchor)
    {
        var document = Sources.Extract($"{source}\n\nText.\n\n## Two\n", Markdown);

        Assert.Equal("One", document.Title);
        Assert.Equal(["One", "One/Two"], document.Sections.Select(section => string.Join('/', section.HeadingPath)));
        Assert.Equal([anchor, null], document.Sections.Select(section => section.Anchor));
    }

    [Fact]
    public void Extract_AttributesRightAfterJapanese_AreNoPartOfTheHeading()
    {
        var section = Assert.Single(Sources.Extract("## 算出プロパティ{#computed}\n", Markdown).Sections);

        Assert.Equal("算出プロパティ computed", $"{section.Heading} {section.Anchor}");
    }

    [Theory]
    [InlineData("{#one}")]
    [InlineData("Use {one}")]
    [InlineData("Use {#if ready}")]
    [InlineData("Use {:else}")]
    [InlineData("Use {#}")]
    [InlineData("Use {lang=en}")]
    [InlineData("Use a{.b}")]
    [InlineData("{#one} is used")]
    [InlineData("Use {#one", "Use {#one")]
    [InlineData("Use `{#if}`", "Use {#if}")]
    [InlineData("Use \\{#if}", "Use {#if}")]
    public void Extract_OtherBracesInAHeading_AreText(string heading, string? expected = null)
    {
        var section = Assert.Single(Sources.Extract($"# {heading}\n", Markdown).Sections);

        Assert.Equal(expected ?? heading, section.Heading);
        Assert.Null(section.Anchor);
    }

    [Fact]
    public void Extract_InlinesAndBlocks_BecomePlainText()
    {
        var section = Assert.Single(Sources.Extract(
            """
            A **bold** _word_, `code`, &amp; an ![image](i.png) \* <b>html</b>.

            > Quoted

            - one
            - two
              1. nested

            ```csharp
            var x = 1 < 2;
              // **kept**
            ```
            """,
            Markdown).Sections);

        Assert.Equal(
            """
            A bold word, code, & an image * html.

            Quoted
            - one
            - two
            1. nested

            var x = 1 < 2;
              // **kept**
            """,
            section.Text);
    }

    [Theory]
    [InlineData("an [open bracket")]
    [InlineData("2 * 3 and ** x")]
    [InlineData("[a](b c) `tick")]
    [InlineData("![x")]
    public void Extract_MarksWithoutAPartner_AreText(string text) =>
        Assert.Equal(text, Assert.Single(Sources.Extract(text, Markdown).Sections).Text);

    [Fact]
    public void Extract_Links_KeepTextUrlAndSection()
    {
        var links = Sources.Extract(
            """
            See [the *guide*](https://example.org/guide "t") and <https://example.org/a>, https://example.org/b.

            ## [Heading](docs/h.md)

            [reference][r] [fragment](#x) [script](javascript:alert(1)) ![image](i.png)

            | a |
            |---|
            | [cell](c.md) |

            [r]: https://example.org/r
            """,
            Markdown).Links;

        Assert.Equal(
            [
                new Link("the guide", "https://example.org/guide", 0),
                new Link("https://example.org/a", "https://example.org/a", 0),
                new Link("https://example.org/b", "https://example.org/b", 0),
                new Link("Heading", "docs/h.md", 1),
                new Link("reference", "https://example.org/r", 1),
                new Link("cell", "c.md", 1),
            ],
            links);
    }

    [Fact]
    public void Extract_PipeTable_IsATableAndText()
    {
        var document = Sources.Extract(
            """
            # Plans

            ## Prices by region

            The table:
            | Region | *Price* | Since |
            |:-------|--------:|:-----:|
            | tokyo | 0.25 | 2024-01-01 |
            | a \| b | | 2024-02-01 | too many |
            osaka | 3

            After.
            """,
            Markdown);

        var table = Assert.Single(document.Tables);
        Assert.Equal("prices_by_region", table.Name);
        Assert.Equal("region:string, price:number?, since:date?", Sources.Columns(table));
        Assert.Equal("""region="a | b", since="2024-02-01" """.Trim(), Sources.Row(table, 1));
        Assert.Equal("""region="osaka", price=3""", Sources.Row(table, 2));
        Assert.Equal(1, table.SectionIndex);
        Assert.Equal(
            "The table:\n\nRegion: tokyo; Price: 0.25; Since: 2024-01-01\nRegion: a | b; Since: 2024-02-01\n"
            + "Region: osaka; Price: 3\n\nAfter.",
            document.Sections[1].Text);
    }

    [Fact]
    public void Extract_TablesNamedInFrontMatter_HaveThoseNames()
    {
        const string Table = "| a |\n|---|\n| 1 |\n\n";

        var document = Sources.Extract($"---\ntables: [plans, プラン]\n---\n## 料金\n\n{Table}{Table}## X\n\n{Table}{Table}", Markdown);

        Assert.Equal(["plans", "プラン", "x", "x_2"], document.Tables.Select(table => table.Name));
    }

    [Fact]
    public void Extract_NotATable_StaysText()
    {
        var document = Sources.Extract("a | b\n--- | --- | ---\n\nx | y\n", Markdown);

        Assert.Empty(document.Tables);
        Assert.Equal("a | b\n--- | --- | ---\n\nx | y", Assert.Single(document.Sections).Text);
    }

    [Fact]
    public void Extract_Empty_IsAnEmptyDocument()
    {
        var document = Sources.Extract("", Markdown);

        Assert.Empty(document.Sections);
        Assert.Null(document.Title);
        Assert.Equal("Given", Sources.Extract("# Own", Markdown, title: "Given").Title);
    }

    [Theory]
    [InlineData("これは日本語の文章です。サーバーレスは便利です。", "ja")]
    [InlineData("Short text", "en")]
    [InlineData("The function is called when an event arrives, and it is billed by the time that it runs for the caller.", "en")]
    [InlineData("Die Funktion wird aufgerufen, sobald ein Ereignis eintrifft, und nach der Zeit abgerechnet, in der sie für den Nutzer gerade wirklich läuft.", "und")]
    [InlineData("Функция вызывается", "und")]
    [InlineData("123", "und")]
    public void Extract_Language_IsGuessedFromScriptAndWords(string text, string expected) =>
        Assert.Equal(expected, Sources.Extract(text, Markdown).Language);

    /// <summary>The YAML reader throws something of its own here, which was answered with 500.</summary>
    [Theory]
    [InlineData("tags: [\na")]
    [InlineData("tags: {\na")]
    public void Extract_FrontMatterWithABracketOpenAcrossLines_IsRefused(string yaml) =>
        Assert.StartsWith(
            "The front matter is not YAML: a bracket is open",
            Sources.Refusal($"---\n{yaml}\n---\ntext", "text/markdown").Message);

    [Theory]
    [InlineData("<script setup>\nimport { ref } from 'vue'\n\nconst a = '<b>'\n</script>\n\nText.", "Text.")]
    [InlineData("<style>\n.a { color: red }\n</style>\n\nText.", "Text.")]
    [InlineData("<SCRIPT src='x.js'></SCRIPT >\n\nText.", "Text.")]
    [InlineData("<div>\nBefore <script>no()</script> after\n</div>", "Before  after")]
    [InlineData("<div>\n<script src='x.js' />\nafter\n</div>", "after")]
    [InlineData("<div>\n<scripting>Text</scripting> <script-like>too</script-like>\n</div>", "Text too")]
    [InlineData("Text.\n\n<script>\nnever closed", "Text.")]
    public void Extract_ScriptsAndStyles_AreNotText(string markdown, string expected) => Assert.Equal(
        expected, string.Join('\n', Sources.Extract(markdown, Markdown).Sections.Select(section => section.Text)).Trim());

    [Theory]
    [InlineData("::: tip\nOrder matters.\n:::\n\nAfter.", "Order matters.\n\nAfter.")]
    [InlineData(":::warning[Mind the gap]\nOrder matters.\n:::", "Mind the gap\n\nOrder matters.")]
    [InlineData("::: details Show the *code*\n- one\n:::", "Show the *code*\n- one")]
    [InlineData("- item\n\n  ::: info\n  inside\n  :::", "- item\n\ninside")]
    [InlineData(":::: outer\n::: inner\nText.\n:::\n::::", "Text.")]
    [InlineData("::: tip {open}\nText.\n:::", "Text.")]
    [InlineData("::: tip\nnever closed", "never closed")]
    [InlineData("```\n::: tip\n```", "::: tip")]
    [InlineData("std::vector ::: and ::this::", "std::vector ::: and ::this::")]
    public void Extract_Boxes_AreTextWithoutTheirFences(string markdown, string expected) => Assert.Equal(
        expected, Assert.Single(Sources.Extract(markdown, Markdown).Sections).Text);

    [Fact]
    public void Extract_AHeadingInABox_OpensASection() => Assert.Equal(
        [null, "Inside"],
        Sources.Extract("Before.\n\n::: tip\n## Inside\n\nText.\n:::", Markdown).Sections.Select(section => section.Heading));
}
