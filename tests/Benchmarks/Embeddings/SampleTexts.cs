using System.Runtime.CompilerServices;
using System.Text;
using Trivium.Chunking;
using Trivium.Extraction;

namespace Trivium.Benchmarks;

/// <summary>The sample documents of the repository, as the chunks they are stored as.</summary>
internal static class SampleTexts
{
    /// <summary>The chunks with their headings, as they are embedded.</summary>
    public static string[] Chunks(SampleLanguage language)
    {
        var code = language == SampleLanguage.Japanese ? "ja" : "en";
        return [.. Directory.GetFiles(Seeds(), "*.md").Order(StringComparer.Ordinal)
            .Select(path => Extractor.Extract(File.ReadAllBytes(path), "text/markdown", ExtractionHints.None, default))
            .Where(document => document.Language == code)
            .SelectMany(document => Chunker.Chunk(document, ChunkingOptions.Default))
            .Select(chunk => string.Join('\n', [.. chunk.Headings, chunk.Text]))];
    }

    /// <summary>Their size in UTF-8.</summary>
    public static long SizeBytes(SampleLanguage language) => Chunks(language).Sum(chunk => (long)Encoding.UTF8.GetByteCount(chunk));

    private static string Seeds([CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "seeds");
}

/// <summary>The languages there are sample documents in.</summary>
public enum SampleLanguage
{
    /// <summary>Words between blanks.</summary>
    English,

    /// <summary>Characters without blanks.</summary>
    Japanese,
}
