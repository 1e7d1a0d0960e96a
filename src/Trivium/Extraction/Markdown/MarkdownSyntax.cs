using System.Buffers;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Trivium.Extraction.Markdown;

/// <summary>Parses Markdown with guards that keep the time linear and the depth bounded whatever the input.</summary>
internal static class MarkdownSyntax
{
    /// <summary>64 levels: quotes in quotes beyond that are an attack or an accident.</summary>
    private const int DepthMax = 64;

    /// <summary>1,000 characters that can start an inline: a paragraph with more is taken as it is written.</summary>
    private const int InlineMarksMax = 1_000;

    /// <summary>
    /// 200,000,000: pairing the marks of a paragraph can take quadratic time, so the squares of their numbers are
    /// summed.
    /// Prose of 10 MB needs a tenth; a document that has used it up keeps its other marks as they are written.
    /// </summary>
    private const long InlineWorkMax = 200_000_000;

    private static readonly object InlineWorkKey = new();

    private static readonly SearchValues<char> InlineMarks = SearchValues.Create("[]*_`<!&\\");

    /// <summary>
    /// 2,000 underlined headings: for each the parser looks through all blocks before it. A document with more lines that
    /// could be such underlines has only headings that begin with #.
    /// </summary>
    private const int UnderlinesMax = 2_000;

    private static readonly MarkdownPipeline Pipeline = Build(true);

    private static readonly MarkdownPipeline PipelineWithoutUnderlines = Build(false);

    /// <summary>The syntax tree, or null where the nesting is too deep to be Markdown that somebody meant.</summary>
    public static MarkdownDocument? Parse(string text)
    {
        if (MarkdownNesting.DepthOf(text, DepthMax) > DepthMax)
            return null;
        try
        {
            return Markdig.Markdown.Parse(
                ReferenceDefinitions.Tame(text), HasTooManyUnderlines(text) ? PipelineWithoutUnderlines : Pipeline);
        }
        catch (ArgumentException)
        {
            // The parser's own depth limit has no exception of its own.
            return null;
        }
    }

    /// <summary>False for plain text, which need not be parsed.</summary>
    public static bool HasInlines(ReadOnlySpan<char> text) =>
        text.ContainsAny(InlineMarks) || text.Contains("http", StringComparison.Ordinal);

    private static MarkdownPipeline Build(bool underlines)
    {
        var builder = new MarkdownPipelineBuilder { MaximumNestingDepth = 2 * DepthMax }.UseAutoLinks();
        // Boxes between lines of colons, without the extension's marks within a line.
        builder.BlockParsers.Insert(0, new CustomContainerParser());
        foreach (var parser in builder.BlockParsers)
        {
            if (parser is ParagraphBlockParser paragraphs)
                paragraphs.ParseSetextHeadings = underlines;
            if (parser is ParagraphBlockParser or HeadingBlockParser)
                parser.Closed += OnClosed;
        }

        return builder.Build();
    }

    private static bool HasTooManyUnderlines(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var line in text.EnumerateLines())
        {
            if (line.Length > 0 && line.IndexOfAnyExcept("=-> \t") < 0 && ++count > UnderlinesMax)
                return true;
        }

        return false;
    }

    private static void OnClosed(BlockProcessor processor, Block block)
    {
        if (block is HeadingBlock heading) HeadingAttributes.TakeOff(heading);
        if (block is LeafBlock leaf && (PipeTable.IsIn(leaf) || IsTooMuchWork(processor.Document, leaf)))
            leaf.ProcessInlines = false;
    }

    private static bool IsTooMuchWork(MarkdownDocument document, LeafBlock leaf)
    {
        long marks = CountMarks(leaf);
        if (marks > InlineMarksMax)
            return true;
        var work = (document.GetData(InlineWorkKey) as long? ?? 0) + marks * marks;
        if (work > InlineWorkMax)
            return true;
        document.SetData(InlineWorkKey, work);
        return false;
    }

    private static int CountMarks(LeafBlock leaf)
    {
        var marks = 0;
        for (var i = 0; i < leaf.Lines.Count; i++)
        {
            var rest = leaf.Lines.Lines[i].Slice.AsSpan();
            while (marks <= InlineMarksMax && rest.IndexOfAny(InlineMarks) is >= 0 and var next)
            {
                marks++;
                rest = rest[(next + 1)..];
            }
        }

        return marks;
    }
}
