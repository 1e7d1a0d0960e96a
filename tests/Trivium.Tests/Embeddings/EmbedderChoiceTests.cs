using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Trivium.Chunking;
using Trivium.Embeddings;
using Trivium.Extraction;
using Trivium.Tests.Support;
using Xunit.Abstractions;

namespace Trivium.Tests.Embeddings;

/// <summary>
/// What the embedder's settings rest on: known-item search for the sections of documents by title, by a question about it and
/// by the longest sentence with parts missing. Measured as nDCG@10. The documents are the samples, or with
/// <c>TRIVIUM_EVALUATION=DIR</c> the Markdown files of a directory.
/// </summary>
public sealed class EmbedderChoiceTests(ITestOutputHelper output)
{
    /// <summary>.03: on some hundred queries a smaller difference says nothing.</summary>
    private const double Noise = 0.03;

    private static readonly Dictionary<string, EmbedderSettings> Variants = new()
    {
        ["chosen"] = EmbedderSettings.Default,
        ["256 dimensions"] = new() { Dimensions = 256 },
        ["512 dimensions"] = new() { Dimensions = 512 },
        ["2,048 dimensions"] = new() { Dimensions = 2048 },
        ["trigrams only"] = new() { Fourgrams = false },
        ["fourgrams only"] = new() { Trigrams = false },
        ["pairs only"] = new() { SingleCharacters = false },
        ["plain frequency"] = new() { LogarithmicFrequency = false },
        ["no rarity of n-grams"] = new() { NgramRarityPercent = 0 },
        ["full rarity of n-grams"] = new() { NgramRarityPercent = 100 },
        ["no word vectors"] = new() { WordVectorPercent = 0 },
        ["word vectors 30 %"] = new() { WordVectorPercent = 30 },
        ["word vectors 60 %"] = new() { WordVectorPercent = 60 },
    };

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public void Search_KnownSections_IsNotBetterWithOtherSettings(string language)
    {
        // A minute and more: the small run measures only what is chosen.
        bool isFull = TestRuns.IsFull;
        List<ExtractedDocument> documents = [.. Documents().Where(document => document.Language == language)];
        List<Query> queries = [.. Queries(documents, language)];
        Dictionary<string, double> gains = Variants.Where(variant => isFull || variant.Key == "chosen")
            .ToDictionary(variant => variant.Key, variant => Measure(documents, queries, variant.Value));

        foreach ((string name, double gain) in gains) output.WriteLine($"{language} {gain:0.000} {name}");
        Assert.InRange(gains["chosen"], isFull ? gains.Where(gain => gain.Key != "2,048 dimensions").Max(gain => gain.Value) - Noise : 0.6, 1);
    }

    private static double Measure(List<ExtractedDocument> documents, List<Query> queries, EmbedderSettings settings)
    {
        var embedder = new TextVector(settings);
        List<(float[] Vector, (int, int) Section)> chunks =
        [
            .. documents.SelectMany((document, index) => Chunker.Chunk(document, ChunkingOptions.Default)
                .Where(chunk => chunk.SectionIndex is not null)
                .Select(chunk => (embedder.Of(ChunkIdentity.TextOf(chunk)), (index, chunk.SectionIndex!.Value)))),
        ];
        return queries.Average(query =>
        {
            float[] vector = embedder.Of(query.Text);
            List<(float Score, (int, int) Section)> scores =
                [.. chunks.Select(chunk => (TensorPrimitives.Dot<float>(vector, chunk.Vector), chunk.Section))];
            float own = scores.Where(score => score.Section == query.Section).Max(score => score.Score);
            int rank = scores.Where(score => score.Score > own).Select(score => score.Section).Distinct().Count() + 1;
            return rank > 10 ? 0 : 1 / Math.Log2(1 + rank);
        });
    }

    private static IEnumerable<Query> Queries(List<ExtractedDocument> documents, string language)
    {
        bool isJapanese = language == "ja";
        foreach ((int index, ExtractedDocument document) in documents.Index())
        {
            foreach (Section section in document.Sections.Where(section => section is { Heading: not null, Text.Length: > 80 }))
            {
                var place = (index, section.Index);
                string sentence = section.Text.Split('.', '。', '\n').MaxBy(part => part.Length)!;
                yield return new(section.Heading!, place);
                yield return new(
                    isJapanese
                        ? $"{section.Heading}とは何ですか？どのように使えばよいですか？"
                        : $"What is the {section.Heading} and how can I use it in what I am doing?",
                    place);
                yield return new(
                    isJapanese
                        ? string.Join(' ', sentence.Chunk(4).Where((_, part) => part % 3 != 1).Select(part => new string(part)))
                        : string.Join(' ', sentence.Split(' ').Where((_, word) => word % 3 != 1)),
                    place);
            }
        }
    }

    private static IEnumerable<ExtractedDocument> Documents()
    {
        string? given = Environment.GetEnvironmentVariable("TRIVIUM_EVALUATION");
        foreach (string path in Directory.GetFiles(given ?? SeedsFolder(), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            yield return Extractor.Extract(File.ReadAllBytes(path), "text/markdown", ExtractionHints.None, default);
    }

    private static string SeedsFolder([CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "seeds");

    private sealed record Query(string Text, (int, int) Section);
}
