using Trivium.Chunking;
using Trivium.Tests.Extraction;

namespace Trivium.Tests.Chunking;

/// <summary>What has a structure of its own is cut where that has an end, if at all.</summary>
public sealed class StructureTests
{
    private const string Prose = "Some words before it that are a sentence, and then some more of them in another one. ";

    private static readonly ChunkingOptions Options = new() { MaxTokens = 128, TargetTokens = 64, OverlapTokens = 0 };

    private static string Lines(int count, Func<int, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(line));

    public static TheoryData<string, string, string> Blocks
    {
        get
        {
            string code = Lines(12, i => $"    call({i});");
            string rows = Lines(10, i => $"name: row {i}; value: {i}");
            string items = Lines(12, i => $"- item number {i}");
            string htmlRows = string.Concat(Enumerable.Range(0, 10).Select(i => $"<tr><td>row {i}</td><td>{i}</td></tr>"));
            string htmlItems = string.Concat(Enumerable.Range(0, 12).Select(i => $"<li>item number {i}</li>"));
            return new()
            {
                { "text/markdown", $"{Prose}{Prose}\n\n```c\n{code}\n```\n\n{Prose}", code },
                { "text/markdown", $"{Prose}{Prose}\n\n{code}\n\n{Prose}", code.Replace("    ", "", StringComparison.Ordinal) },
                {
                    "text/markdown",
                    $"{Prose}{Prose}\n\n| name | value |\n|---|---|\n{Lines(10, i => $"| row {i} | {i} |")}\n\n{Prose}",
                    rows
                },
                { "text/markdown", $"{Prose}{Prose}\n\n{items}\n\n{Prose}", items },
                { "text/html", $"<p>{Prose}{Prose}</p><pre>{code}</pre><p>{Prose}</p>", code },
                {
                    "text/html",
                    $"<p>{Prose}{Prose}</p><table><tr><th>name</th><th>value</th></tr>{htmlRows}</table><p>{Prose}</p>",
                    rows
                },
                { "text/html", $"<p>{Prose}{Prose}</p><ul>{htmlItems}</ul><p>{Prose}</p>", items },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Chunk_BlockThatFitsTheMaximum_IsInOneChunkAsItIs(string contentType, string source, string block)
    {
        var chunks = Chunk(source, contentType);

        Assert.True(chunks.Count > 1);
        Assert.Contains(chunks, chunk => chunk.Text.Contains(block, StringComparison.Ordinal));
    }

    [Fact]
    public void Chunk_LongTable_IsCutBetweenRowsThatKeepTheirColumns()
    {
        var chunks = Chunk($"| name | value |\n|---|---|\n{Lines(100, i => $"| row {i} | {i} |")}\n");

        Assert.True(chunks.Count > 5);
        Assert.All(chunks, chunk => Assert.All(chunk.Text.Split('\n'), line => Assert.Matches(@"^name: row \d+; value: \d+$", line)));
    }

    [Fact]
    public void Chunk_RowLongerThanAChunk_IsCutBetweenCellsThatKeepTheirColumns()
    {
        string header = string.Join('|', Enumerable.Range(0, 60).Select(i => $"column{i}"));
        string row = string.Join('|', Enumerable.Range(0, 60).Select(i => $"value{i}"));
        var chunks = Chunk($"|{header}|\n|{string.Join('|', Enumerable.Repeat("---", 60))}|\n|{row}|\n");

        Assert.True(chunks.Count > 2);
        Assert.All(chunks, chunk => Assert.Matches(@"^(column\d+: value\d+(; |;?$))+$", chunk.Text));
    }

    [Fact]
    public void Chunk_LongCode_IsCutAtEmptyLinesAndKeepsItsIndents()
    {
        string function = "def work(x):\n    y = x + 1\n    print(y, x)\n    return y";
        var chunks = Chunk($"```\n{string.Join("\n\n", Enumerable.Repeat(function, 20))}\n```");

        Assert.True(chunks.Count > 3);
        Assert.All(chunks, chunk => Assert.StartsWith("def work", chunk.Text, StringComparison.Ordinal));
        Assert.All(chunks, chunk => Assert.EndsWith("    return y", chunk.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Chunk_LongCodeWithoutEmptyLines_IsCutAtLines()
    {
        var lines = Enumerable.Range(0, 80).Select(i => $"    call_{i}(a, b);").ToList();
        var chunks = Chunk($"```\nbegin\n{string.Join('\n', lines)}\n```");

        Assert.True(chunks.Count > 3);
        Assert.Equal(["begin", .. lines], chunks.SelectMany(chunk => chunk.Text.Split('\n')));
    }

    [Fact]
    public void Chunk_LongList_IsCutBetweenItems()
    {
        string item = "- It has a first sentence with some words. And a second one that is a little longer than that.";
        var chunks = Chunk(string.Join('\n', Enumerable.Repeat(item, 20)));

        Assert.True(chunks.Count > 3);
        Assert.All(chunks, chunk => Assert.All(chunk.Text.Split('\n'), line => Assert.Equal(item, line)));
    }

    [Fact]
    public void Chunk_SourceCode_IsCodeThroughout()
    {
        string function = "    if (a)\n    {\n        b();\n    }\n";
        var chunks = Chunk("void Run()\n{\n" + string.Join('\n', Enumerable.Repeat(function, 30)) + "}\n", "text/x-csharp");

        Assert.True(chunks.Count > 3);
        Assert.All(chunks.Skip(1), chunk => Assert.StartsWith("    if (a)\n    {", chunk.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Extract_Blocks_AreWhereTheTextSays()
    {
        var section = Assert.Single(Sources.Extract(
            "Text.\n\n```\ncode\n```\n\n- one\n- two\n\n| a |\n|---|\n| 1 |\n", "text/markdown").Sections);

        Assert.Equal(
            ["Code:code", "ListItem:- one", "ListItem:- two", "Table:a: 1"],
            section.Blocks.Select(block => $"{block.Kind}:{section.Text.Substring(block.Start, block.Length)}"));
    }

    private static IReadOnlyList<Chunk> Chunk(string source, string contentType = "text/markdown") =>
        Chunker.Chunk(Sources.Extract(source, contentType), Options);
}
