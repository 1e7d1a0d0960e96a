using System.Runtime.CompilerServices;
using Trivium.Chunking;
using Trivium.Extraction;

namespace Trivium.Tests.Search;

/// <summary>
/// Known-item search: the sections of documents of one language, cut into chunks, and queries that each have one right
/// section. The documents are the samples, or with <c>TRIVIUM_EVALUATION=DIR</c> the Markdown files of a directory.
/// </summary>
internal sealed class KnownSections
{
    private KnownSections(string language)
    {
        bool isJapanese = language == "ja";
        ExtractedDocument[] documents = [.. Documents().Where(document => document.Language == language)];
        List<SectionChunk> chunks = [];
        List<SectionQuery> queries = [];
        foreach ((int index, ExtractedDocument document) in documents.Index())
        {
            chunks.AddRange(Chunker.Chunk(document, ChunkingOptions.Default)
                .Where(chunk => chunk.SectionIndex is not null)
                .Select(chunk => new SectionChunk(
                    (index, chunk.SectionIndex!.Value),
                    string.Join('\n', [.. chunk.Headings, chunk.Text]),
                    chunk.Headings is [.., var heading] ? heading : "")));
            // What is shorter says too little to be looked for.
            foreach (Section section in document.Sections.Where(section => section is { Heading: not null, Text.Length: > 80 }))
                queries.AddRange(QueriesOf(section, (index, section.Index), isJapanese));
        }

        Chunks = chunks;
        Queries = queries;
    }

    public IReadOnlyList<SectionChunk> Chunks { get; }

    public IReadOnlyList<SectionQuery> Queries { get; }

    public static KnownSections Of(string language) => new(language);

    // The kinds of queries people type: the heading, a question about it, a sentence half remembered, some of its
    // words.
    private static IEnumerable<SectionQuery> QueriesOf(Section section, (int, int) place, bool isJapanese)
    {
        string heading = section.Heading!;
        string sentence = section.Text.Split('.', '。', '\n').MaxBy(part => part.Length)!;
        yield return new("title", heading, place);
        yield return new(
            "question",
            isJapanese
                ? $"{heading}とは何ですか？どのように使えばよいですか？"
                : $"What is the {heading} and how can I use it in what I am doing?",
            place);
        yield return new(
            "sentence",
            isJapanese
                ? string.Join(' ', sentence.Chunk(4).Where((_, part) => part % 3 != 1).Select(part => new string(part)))
                : string.Join(' ', sentence.Split(' ').Where((_, word) => word % 3 != 1)),
            place);
        yield return new("keywords", Keywords(section.Text, isJapanese), place);
    }

    // The four longest words, in their order; in Japanese words of Han or katakana.
    private static string Keywords(string text, bool isJapanese)
    {
        string[] words = isJapanese
            ? [.. Runs(text)]
            : text.Split([' ', '\n', ',', '.', '(', ')', '`', ':'], StringSplitOptions.RemoveEmptyEntries);
        HashSet<string> longest =
        [
            .. words.Distinct(StringComparer.Ordinal).Where(word => word.Length is > 1 and < 20)
                .OrderByDescending(word => word.Length).Take(4),
        ];
        return string.Join(' ', words.Where(longest.Remove));
    }

    private static IEnumerable<string> Runs(string text)
    {
        int start = 0;
        for (int index = 1; index <= text.Length; index++)
        {
            if (index < text.Length && Kind(text[index]) == Kind(text[start])) continue;
            if (Kind(text[start]) != 0) yield return text[start..index];
            start = index;
        }
    }

    private static int Kind(char character) => character switch
    {
        >= '\u4E00' and <= '\u9FFF' => 1,
        >= '\u30A1' and <= '\u30FC' => 2,
        _ => 0,
    };

    private static IEnumerable<ExtractedDocument> Documents()
    {
        string? given = Environment.GetEnvironmentVariable("TRIVIUM_EVALUATION");
        string[] files = Directory.GetFiles(given ?? SeedsFolder(), "*.md", SearchOption.AllDirectories);
        foreach (string path in files.Order(StringComparer.Ordinal))
            yield return Extractor.Extract(File.ReadAllBytes(path), "text/markdown", ExtractionHints.None, default);
    }

    private static string SeedsFolder([CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "seeds");
}

/// <summary>A chunk as it is indexed, with its heading, and the section it is from.</summary>
internal sealed record SectionChunk((int Document, int Section) Place, string Indexed, string Heading);

/// <summary>A query, of which kind it is, and the section that answers it.</summary>
internal sealed record SectionQuery(string Kind, string Text, (int Document, int Section) Place);
