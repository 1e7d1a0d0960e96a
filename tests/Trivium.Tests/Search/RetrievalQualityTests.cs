using System.Runtime.CompilerServices;
using Trivium.Chunking;
using Trivium.Extraction;
using Trivium.Search;
using Xunit.Abstractions;

namespace Trivium.Tests.Search;

/// <summary>
/// Known-item search over the sample documents: each passage is looked for by its heading and by its longest sentence with
/// parts missing. Measured as nDCG@10, which for one relevant passage is 1 / log2(1 + rank).
/// </summary>
public sealed class RetrievalQualityTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>.02: on a few dozen queries a smaller difference says nothing.</summary>
    private const double Noise = 0.02;

    private readonly RetrievalFixture _retrieval = new();
    private readonly List<(string Language, string Query, string DocumentId, int ChunkIndex)> _wanted = [];

    public async Task InitializeAsync()
    {
        await _retrieval.InitializeAsync();
        long generation = 0;
        foreach (string path in Directory.GetFiles(SeedsFolder(), "*.md").Order(StringComparer.Ordinal))
            await AddAsync(path, ++generation);
        await _retrieval.ShowAsync(RetrievalFixture.Tenant, generation + 1);
    }

    public Task DisposeAsync() => _retrieval.DisposeAsync();

    [Theory]
    [InlineData("en", 0.8)]
    [InlineData("ja", 0.8)]
    public async Task AnswerAsync_KnownPassages_HybridIsNotWorseThanText(string language, double textMin)
    {
        double text = await MeasureAsync(language, SearchMode.Text);
        double vector = await MeasureAsync(language, SearchMode.Vector);
        double hybrid = await MeasureAsync(language, SearchMode.Hybrid);

        output.WriteLine($"{language}: text {text:0.000}, vector {vector:0.000}, hybrid {hybrid:0.000}");
        Assert.InRange(text, textMin, 1);
        Assert.InRange(vector, 0.4, 1);
        Assert.InRange(hybrid, text - Noise, 1);
    }

    private async Task<double> MeasureAsync(string language, SearchMode mode)
    {
        var gains = new List<double>();
        foreach (var wanted in _wanted.Where(wanted => wanted.Language == language))
        {
            SearchResponse answer = await _retrieval.Get<Searches>().AnswerAsync(
                RetrievalFixture.Tenant, new() { Query = wanted.Query, Mode = mode, Top = 10 }, default);
            int rank = 1 + answer.Hits.ToList().FindIndex(
                hit => hit.DocumentId == wanted.DocumentId && hit.ChunkIndex == wanted.ChunkIndex);
            gains.Add(rank == 0 ? 0 : 1 / Math.Log2(1 + rank));
        }

        Assert.NotEmpty(gains);
        return gains.Average();
    }

    private async Task AddAsync(string path, long generation)
    {
        ExtractedDocument document = Extractor.Extract(
            await File.ReadAllBytesAsync(path), "text/markdown", new ExtractionHints(), default);
        IReadOnlyList<Chunk> chunks = Chunker.Chunk(document, ChunkingOptions.Default);
        string id = Path.GetFileNameWithoutExtension(path);
        await _retrieval.WriteAsync(new(id, generation)
        {
            Title = document.Title,
            Language = document.Language,
            Texts = [.. chunks.Select(chunk => new TestText(chunk.Text, [.. chunk.Headings]))],
        });
        foreach (Chunk chunk in chunks)
        {
            if (chunk.Headings.Count > 1) _wanted.Add((document.Language, chunk.Headings[^1], id, chunk.Index));
            _wanted.Add((document.Language, Mutilated(chunk.Text, document.Language), id, chunk.Index));
        }
    }

    // The longest sentence without every third word, or, where there are no words, every third run of four characters.
    private static string Mutilated(string text, string language)
    {
        string sentence = text.Split('.', '。', '\n').MaxBy(part => part.Length)!;
        return language == "ja"
            ? string.Join(' ', sentence.Chunk(4).Where((_, index) => index % 3 != 1).Select(part => new string(part)))
            : string.Join(' ', sentence.Split(' ').Where((_, index) => index % 3 != 1));
    }

    private static string SeedsFolder([CallerFilePath] string caller = "")
    {
        DirectoryInfo? folder = new(Path.GetDirectoryName(caller)!);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FunctionApp.sln"))) folder = folder.Parent;

        return Path.Combine(folder!.FullName, "seeds");
    }
}
