using Trivium.Chunking;
using Trivium.Extraction;
using Trivium.Terms;

namespace Trivium.Ingestion;

/// <summary>
/// The version of everything that turns bytes into items: the same bytes under another version are a change.
/// The embedder is no part of it: another one embeds the same chunks anew, without reading a source again.
/// </summary>
internal sealed class Pipeline
{
    /// <summary>Changes whenever the items made of the same extraction, chunks and terms change.</summary>
    private const string ItemsVersion = "2";

    public string Version { get; } =
        $"{ItemsVersion}.{Extractor.Version}.{Chunker.Version}.{TermAnalyzer.Version}";
}
