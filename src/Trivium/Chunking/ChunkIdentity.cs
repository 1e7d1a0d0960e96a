using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trivium.Chunking;

/// <summary>
/// What tells one chunk from another, whatever generation it is in: a passage that a new version leaves as it is keeps its
/// id, and its embedding need not be made again.
/// </summary>
/// <param name="ContentHash">Of what is embedded, headings and text: 32 hexadecimal digits of SHA-256.</param>
/// <param name="Occurrence">From 0: how many chunks before it in the document have the same content.</param>
internal readonly record struct ChunkIdentity(string ContentHash, int Occurrence)
{
    /// <summary>16 bytes: two different contents never meet.</summary>
    private const int HashBytes = 16;

    /// <summary>What is embedded and indexed of a chunk: the headings give a passage its context.</summary>
    public static string TextOf(Chunk chunk) => TextOf(chunk.Headings, chunk.Text);

    /// <summary>The same of a chunk that is stored.</summary>
    public static string TextOf(IReadOnlyList<string> headings, string text) => string.Join('\n', [.. headings, text]);

    /// <summary>The identities of a document's chunks, in order.</summary>
    public static IReadOnlyList<ChunkIdentity> Of(IReadOnlyList<Chunk> chunks)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var identities = new ChunkIdentity[chunks.Count];
        for (var index = 0; index < chunks.Count; index++)
        {
            var hash = Hash(TextOf(chunks[index]));
            var occurrence = seen.GetValueOrDefault(hash);
            seen[hash] = occurrence + 1;
            identities[index] = new(hash, occurrence);
        }

        return identities;
    }

    /// <summary>The chunk's public id.</summary>
    /// <param name="documentId">The document.</param>
    /// <param name="pipeline">The pipeline version: under another one the same text may be another chunk.</param>
    public string ChunkId(string documentId, string pipeline) => Hash(string.Create(
        CultureInfo.InvariantCulture, $"{documentId}\n{pipeline}\n{ContentHash}\n{Occurrence}"));

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));
}
