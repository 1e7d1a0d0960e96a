using System.Globalization;
using System.Text;
using Trivium.Chunking;
using Trivium.Extraction;
using Trivium.Tests.Extraction;

namespace Trivium.Tests.Chunking;

public sealed class ChunkerTests
{
    private static readonly ChunkingOptions Narrow = new() { MaxTokens = 64, TargetTokens = 16, OverlapTokens = 0 };

    [Fact]
    public void Chunk_Sections_NeverShareAChunk()
    {
        var chunks = Chunk("Before.\n\n# One\n\nFirst.\n\n## Two\n\nSecond.\n\n## Empty\n");

        Assert.Equal(
            ["0 0 : Before.", "1 1 One: First.", "2 2 One/Two: Second."],
            chunks.Select(chunk => $"{chunk.Index} {chunk.SectionIndex} {string.Join('/', chunk.Headings)}: {chunk.Text}"));
    }

    [Fact]
    public void Chunk_Sentences_AreKeptWholeAndOverlap()
    {
        var chunks = Chunk(
            "First sentence is here, and long enough. Second one. Third is a sentence as well. Is it? Fifth is it (or so).",
            Narrow with { OverlapTokens = 5 });

        Assert.Equal(
            [
                "First sentence is here, and long enough. Second one.",
                "Second one. Third is a sentence as well. Is it?",
                "Is it? Fifth is it (or so).",
            ],
            chunks.Select(chunk => chunk.Text));
    }

    [Fact]
    public void Chunk_Paragraphs_AreNotTornWhereTheyFit()
    {
        var chunks = Chunk("One paragraph with some text in it.\n\nNext paragraph is this. And it has two sentences.", Narrow);

        Assert.Equal(
            ["One paragraph with some text in it.", "Next paragraph is this. And it has two sentences."],
            chunks.Select(chunk => chunk.Text));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("日")]
    [InlineData("𠮷")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("e\u0301")]
    [InlineData("か\u3099")]
    public void Chunk_UnbrokenText_IsCutBetweenClusters(string cluster)
    {
        var text = string.Concat(Enumerable.Repeat(cluster, 2_000));

        var chunks = Chunk(text, Narrow);

        Assert.True(chunks.Count > 5);
        var boundaries = StringInfo.ParseCombiningCharacters(text).Append(text.Length).ToHashSet();
        Assert.All(chunks, chunk =>
        {
            Assert.Contains(chunk.Start, boundaries);
            Assert.Contains(chunk.Start + chunk.Length, boundaries);
            Assert.Equal(text.Substring(chunk.Start, chunk.Length), chunk.Text);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Chunk_AnyText_IsCoveredInOrderAndWithinTheMaximum(int seed)
    {
        var random = new Random(seed);
        var text = RandomText(random, 20_000);
        var section = new Section(0, 0, "H", ["H"], text) { Blocks = RandomBlocks(random, text) };
        var document = new ExtractedDocument { Language = "en", Sections = [section] };

        var chunks = Chunker.Chunk(document, ChunkingOptions.Default);

        var end = 0;
        foreach (var chunk in chunks)
        {
            Assert.Equal(text.Substring(chunk.Start, chunk.Length), chunk.Text);
            Assert.True(string.IsNullOrWhiteSpace(text[Math.Min(end, chunk.Start)..chunk.Start]));
            Assert.True(chunk.Start + chunk.Length > end, "Each chunk brings something new.");
            Assert.InRange(chunk.Tokens, 1, ChunkingOptions.Default.MaxTokens);
            end = chunk.Start + chunk.Length;
        }

        Assert.True(string.IsNullOrWhiteSpace(text[end..]));
        Assert.Equal(chunks.Select(chunk => chunk.Text), Chunker.Chunk(document, ChunkingOptions.Default).Select(chunk => chunk.Text));
    }

    [Fact]
    public void Chunk_LongProse_HasChunksOfTheLengthSaid()
    {
        var english = Chunk(string.Concat(Enumerable.Repeat("The function runs when an event arrives at it. ", 200)));
        var japanese = Chunk(string.Concat(Enumerable.Repeat("関数はイベントが届いたときに実行されます。", 200)));

        Assert.All(english.SkipLast(1), chunk => Assert.InRange(chunk.Tokens, 240, 256));
        Assert.All(english.SkipLast(1), chunk => Assert.InRange(chunk.Length, 1_000, 1_250));
        Assert.All(japanese.SkipLast(1), chunk => Assert.InRange(chunk.Tokens, 230, 256));
        Assert.All(japanese.SkipLast(1), chunk => Assert.InRange(chunk.Length, 200, 280));
    }

    [Fact]
    public void Chunk_RowsOfATable_AreLinesWithTheirLabels()
    {
        var document = Sources.Extract("Region,Units Sold\ntokyo,10\n,20\n\"大阪\",30\n", "text/csv", "sales.csv");

        var chunk = Assert.Single(Chunker.Chunk(document, ChunkingOptions.Default));

        Assert.Equal("Region: tokyo; Units Sold: 10\nUnits Sold: 20\nRegion: 大阪; Units Sold: 30", chunk.Text);
        Assert.Equal((null, 0, 3), (chunk.SectionIndex, chunk.Start, chunk.Length));
        Assert.Equal(["sales"], chunk.Headings);
    }

    [Fact]
    public void Chunk_LargeTable_StopsAtTheCap()
    {
        var rows = string.Concat(Enumerable.Range(0, 1000).Select(row => $"{row},{new string('x', 30)}\n"));
        var document = Sources.Extract("id,text\n" + rows, "text/csv");

        var chunks = Chunker.Chunk(document, Narrow with { TableChunksMax = 7, TargetTokens = 40 });

        Assert.Equal(7, chunks.Count);
        Assert.Equal([0, 2, 4, 6, 8, 10, 12], chunks.Select(chunk => chunk.Start));
        Assert.All(chunks, chunk => Assert.Equal(2, chunk.Length));
    }

    [Fact]
    public void Chunk_RowLargerThanAChunk_IsCut()
    {
        var table = Sources.Extract("text\n" + string.Concat(Enumerable.Repeat("word ", 1000)) + "\n", "text/csv");

        Assert.InRange(Assert.Single(Chunker.Chunk(table, ChunkingOptions.Default)).Tokens, 450, 512);
    }

    [Fact]
    public void Chunk_TableInASection_IsNotChunkedTwice() =>
        Assert.Equal("a: 1", Assert.Single(Chunk("| a |\n|---|\n| 1 |\n")).Text);

    [Theory]
    [InlineData(63, 16, 0)]
    [InlineData(8_193, 256, 0)]
    [InlineData(64, 65, 0)]
    [InlineData(64, 15, 0)]
    [InlineData(64, 40, 21)]
    [InlineData(64, 40, -1)]
    public void Chunk_OptionsOutsideTheLimits_Throws(int maxTokens, int targetTokens, int overlapTokens) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Chunk(
            "x", new() { MaxTokens = maxTokens, TargetTokens = targetTokens, OverlapTokens = overlapTokens }));

    [Fact]
    public void Chunk_HeadingsLongerThanAChunk_AreCutAndLeaveHalfToTheText()
    {
        var chunk = Chunk($"# {new string('x', 3)} {string.Concat(Enumerable.Repeat("word ", 1000))}\n\nText.", Narrow)[0];

        Assert.StartsWith("xxx word", Assert.Single(chunk.Headings), StringComparison.Ordinal);
        Assert.InRange(chunk.Tokens, 16, 64);
        Assert.Equal("Text.", chunk.Text);
    }

    private static IReadOnlyList<Chunk> Chunk(string markdown, ChunkingOptions? options = null) =>
        Chunker.Chunk(Sources.Extract(markdown, "text/markdown"), options ?? ChunkingOptions.Default);

    /// <summary>Blocks of whole lines, as extraction finds them.</summary>
    private static List<SectionBlock> RandomBlocks(Random random, string text)
    {
        BlockKind[] kinds = [BlockKind.Code, BlockKind.Table, BlockKind.ListItem];
        var blocks = new List<SectionBlock>();
        for (var at = LineAfter(random.Next(500)); at < text.Length - 1; at = LineAfter(at + random.Next(500)))
        {
            var end = Math.Max(at + 1, LineAfter(at + random.Next(3000)) - 1);
            blocks.Add(new SectionBlock(kinds[random.Next(kinds.Length)], at, end - at));
            at = end;
        }

        return blocks;

        int LineAfter(int from) => from < text.Length && text.IndexOf('\n', from) is var end and >= 0 ? end + 1 : text.Length;
    }

    private static string RandomText(Random random, int length)
    {
        string[] parts = ["word ", "x", "日本語", "。", "！", ". ", "\n", "\n\n", "👨‍👩‍👧", "e\u0301", "longerword", " ", "\uD800", "\t"];
        var text = new StringBuilder();
        while (text.Length < length)
        {
            var part = parts[random.Next(parts.Length)];
            text.Insert(text.Length, part, random.Next(20) == 0 ? random.Next(1000) : 1);
        }

        return text.ToString();
    }
}
