using System.Text.RegularExpressions;
using Trivium.Chunking;
using Trivium.Extraction;

namespace Trivium.Tests.Extraction;

/// <summary>The sample documents are what a new user sees first: they must be read as they are meant.</summary>
public sealed partial class SeedTests
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".md"] = "text/markdown",
        [".html"] = "text/html",
        [".txt"] = "text/plain",
        [".csv"] = "text/csv",
        [".json"] = "application/json",
    };

    public static TheoryData<string> Names() => [.. FileNames()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Extract_EverySeed_HasAnIdALanguageAndChunks(string name)
    {
        var document = Read(name);

        Assert.Matches(DocumentId(), name);
        string[] japanese = ["database-sentaku.md", "event-kudou-sekkei.md", "kakin-model.md", "serverless-nyumon.md"];
        if (document.Sections.Count > 0)
            Assert.Equal(japanese.Contains(name) ? "ja" : "en", document.Language);
        Assert.NotEmpty(Chunker.Chunk(document, ChunkingOptions.Default));
        if (name.EndsWith(".md", StringComparison.Ordinal))
        {
            Assert.NotNull(document.Title);
            Assert.NotEmpty(document.Tags);
            Assert.True(document.Sections.Count >= 4);
        }
    }

    [Fact]
    public void Extract_AllSeeds_AreTwelveOrMoreOfEveryFormat()
    {
        var names = FileNames().ToList();

        Assert.True(names.Count >= 12);
        Assert.Equal(Types.Keys.Order(), names.Select(name => Path.GetExtension(name)).Distinct().Order());
    }

    [Fact]
    public void Extract_Invocations_HaveNumbersDatesAndGaps()
    {
        var table = Assert.Single(Read("invocations.csv").Tables);

        Assert.Equal("invocations", table.Name);
        Assert.Equal(
            "date:date, service:string, region:string, unit:string, quantity:number?, cost_usd:number, errors:integer?, "
            + "p95_ms:integer?, note:string?",
            Sources.Columns(table));
        Assert.True(table.Rows.Count >= 500);
    }

    [Fact]
    public void Extract_TablesOfTheArticles_HaveTheirNames() =>
        Assert.Equal(
            [
                "billing_example", "billing_models", "cold_start_phases", "consistency_levels", "database_kinds",
                "delivery_guarantees", "glossary_terms", "invocations", "plans", "platform_models", "データベースの種類", "一貫性レベル",
                "実行モデル", "料金の計算例", "課金モデル", "配信の保証",
            ],
            FileNames().SelectMany(name => Read(name).Tables).Select(table => table.Name).Order(StringComparer.Ordinal));

    private static IEnumerable<string> FileNames() =>
        Directory.EnumerateFiles(Folder()).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static ExtractedDocument Read(string name) =>
        Sources.Extract(File.ReadAllBytes(Path.Combine(Folder(), name)), Types[Path.GetExtension(name)], name);

    private static string Folder()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !Directory.Exists(Path.Combine(directory.FullName, "seeds")))
            directory = directory.Parent;
        return Path.Combine(directory!.FullName, "seeds");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    private static partial Regex DocumentId();
}
