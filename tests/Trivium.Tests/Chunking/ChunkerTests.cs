using System.Globalization;
using System.Text;
using Trivium.Chunking;
using Trivium.Extraction;
using Trivium.Tests.Extraction;

namespace Trivium.Tests.Chunking;

public sealed class ChunkerTests
{
    private static readonly ChunkingOptions Narrow = new() { WidthMax = 40, OverlapWidthMax = 10 };

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
        var chunks = Chunk("First sentence here. Second one. Third is a sentence. Is it? Fifth (or so).", Narrow);

        Assert.Equal(
            ["First sentence here. Second one.", "Third is a sentence. Is it?", "Is it? Fifth (or so)."],
            chunks.Select(chunk => chunk.Text));
    }

    [Fact]
    public void Chunk_Japanese_SplitsAtItsOwnMarks()
    {
        var chunks = Chunk("課金は時間で決まる。「本当に？」と聞く。はい！そうです。まとめ。", Narrow);

        Assert.Equal(["課金は時間で決まる。「本当に？」と聞く。", "と聞く。はい！そうです。まとめ。"], chunks.Select(chunk => chunk.Text));
    }

    [Fact]
    public void Chunk_Paragraphs_AreNotTornWhereTheyFit()
    {
        var chunks = Chunk("One paragraph with text.\n\nNext paragraph. With two sentences.", Narrow);

        Assert.Equal(["One paragraph with text.", "Next paragraph. With two sentences."], chunks.Select(chunk => chunk.Text));
    }

    [Fact]
    public void Chunk_VersionNumbersAndAbbreviations_DoNotEndASentenceWithoutABlank() =>
        Assert.Equal(
            ["Version 10.0.14 of example.org is out.", "Next."],
            Chunk("Version 10.0.14 of example.org is out. Next.", Narrow with { OverlapWidthMax = 0 }).Select(chunk => chunk.Text));

    [Theory]
    [InlineData("a")]
    [InlineData("日")]
    [InlineData("𠮷")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("e\u0301")]
    [InlineData("か\u3099")]
    public void Chunk_UnbrokenText_IsCutBetweenClusters(string cluster)
    {
        var text = string.Concat(Enumerable.Repeat(cluster, 500));

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
    public void Chunk_AnyText_IsCoveredInOrderAndWithinTheWidth(int seed)
    {
        var text = RandomText(new Random(seed), 20_000);
        var section = new Section(0, 0, null, [], text);
        var document = new ExtractedDocument { Language = "en", Sections = [section] };

        var chunks = Chunker.Chunk(document, ChunkingOptions.Default);

        var end = 0;
        foreach (var chunk in chunks)
        {
            Assert.Equal(text.Substring(chunk.Start, chunk.Length), chunk.Text);
            Assert.True(string.IsNullOrWhiteSpace(text[Math.Min(end, chunk.Start)..chunk.Start]));
            Assert.True(chunk.Start + chunk.Length > end, "Each chunk brings something new.");
            Assert.True(CharacterWidth.Of(chunk.Text) <= 800);
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

        Assert.All(english.SkipLast(1), chunk => Assert.InRange(chunk.Length, 700, 800));
        Assert.All(japanese.SkipLast(1), chunk => Assert.InRange(chunk.Length, 360, 400));
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

        var chunks = Chunker.Chunk(document, Narrow with { TableChunksMax = 7, WidthMax = 100 });

        Assert.Equal(7, chunks.Count);
        Assert.Equal([0, 2, 4, 6, 8, 10, 12], chunks.Select(chunk => chunk.Start));
        Assert.All(chunks, chunk => Assert.Equal(2, chunk.Length));
    }

    [Fact]
    public void Chunk_RowWiderThanAChunk_IsCut() =>
        Assert.InRange(
            Assert.Single(Chunker.Chunk(
                Sources.Extract("text\n" + new string('x', 1000) + "\n", "text/csv"), ChunkingOptions.Default)).Text.Length,
            700,
            800);

    [Fact]
    public void Chunk_TableInASection_IsNotChunkedTwice() =>
        Assert.Equal("a: 1", Assert.Single(Chunk("| a |\n|---|\n| 1 |\n")).Text);

    [Fact]
    public void Chunk_OverlapTooWide_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Chunk("x", new ChunkingOptions { WidthMax = 10, OverlapWidthMax = 3 }));

    private static IReadOnlyList<Chunk> Chunk(string markdown, ChunkingOptions? options = null) =>
        Chunker.Chunk(Sources.Extract(markdown, "text/markdown"), options ?? ChunkingOptions.Default);

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
