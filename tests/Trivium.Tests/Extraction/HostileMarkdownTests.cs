using System.Text;

namespace Trivium.Tests.Extraction;

/// <summary>
/// Inputs on which a parser takes quadratic time or overflows the stack. None has a meaning; each must end.
/// </summary>
public sealed class HostileMarkdownTests
{
    [Theory]
    [InlineData("[")]
    [InlineData("> ")]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("> 1. ")]
    [InlineData("*a **b ")]
    [InlineData("![a](")]
    [InlineData("<div ")]
    [InlineData("a <!-- ")]
    [InlineData("|")]
    [InlineData("| a |\n|---|\n")]
    [InlineData("```\na\n")]
    [InlineData("::: a\n")]
    [InlineData("::: a\n:::\n")]
    [InlineData(":::: a\n::: b\n:::\n")]
    [InlineData("&amp")]
    [InlineData("a\n=\n")]
    [InlineData("[a]: /u\n")]
    [InlineData("[\na]: /u\n")]
    [InlineData("\0")]
    public void Extract_Repeated_Ends(string part)
    {
        var source = string.Concat(Enumerable.Repeat(part, 50_000));

        Assert.InRange(Sources.Extract(source, "text/markdown").Sections.Sum(section => section.Text.Length), 0, 3 * source.Length);
    }

    [Fact]
    public void Extract_ListsThatNestByIndentation_AreText()
    {
        var source = new StringBuilder("# Heading\n\n");
        for (var depth = 0; depth < 2000; depth++)
            source.Append(' ', 2 * depth).Append("- item\n");

        var section = Assert.Single(Sources.Extract(source.ToString(), "text/markdown").Sections);

        Assert.Null(section.Heading);
    }

    [Fact]
    public void Extract_SixtyListsDeep_IsStillMarkdown()
    {
        var source = new StringBuilder("# Heading\n\n");
        for (var depth = 0; depth < 60; depth++)
            source.Append(' ', 2 * depth).Append("- item\n");
        source.Append('\n').Append('-', 500).Append('\n').Append(string.Concat(Enumerable.Repeat("* ", 500)));

        Assert.Equal("Heading", Assert.Single(Sources.Extract(source.ToString(), "text/markdown").Sections).Heading);
    }

    [Fact]
    public void Extract_ManyReferences_StillLead()
    {
        var uses = string.Concat(Enumerable.Range(0, 300).Select(i => $"[r{i}]\n\n"));
        var definitions = string.Concat(Enumerable.Range(0, 300).Select(i => $"[r{i}]: /u{i}\n"));

        Assert.Equal(
            Enumerable.Range(0, 300).Select(i => $"/u{i}"),
            Sources.Extract(uses + definitions, "text/markdown").Links.Select(link => link.Url));
    }

    [Fact]
    public void Extract_MoreMarksThanCanBePaired_StayAsWritten()
    {
        var brackets = new string('[', 5_000);

        Assert.Equal(
            $"word {brackets}\n\nbold", Assert.Single(Sources.Extract($"word {brackets}\n\n**bold**", "text/markdown").Sections).Text);
    }

    [Fact]
    public void Extract_ParagraphsFullOfMarks_KeepTheirText()
    {
        var source = string.Concat(Enumerable.Repeat(new string('[', 900) + "\n\n", 500));

        Assert.Equal(
            source.TrimEnd(), Assert.Single(Sources.Extract(source, "text/markdown").Sections).Text);
    }
}
