using Trivium.Chunking;
using Trivium.Extraction;
using Trivium.Storage;
using Trivium.Terms;

namespace Trivium.Ingestion;

/// <summary>
/// The version of everything that turns bytes into items: the same bytes under another version are a change.
/// </summary>
internal sealed class Pipeline(EmbedderIdentity embedder)
{
    /// <summary>Changes whenever the items made of the same extraction, chunks, terms and vectors change.</summary>
    private const string ItemsVersion = "2";

    public string Version { get; } =
        $"{ItemsVersion}.{Extractor.Version}.{Chunker.Version}.{TermAnalyzer.Version}.{embedder.Fingerprint}";
}
