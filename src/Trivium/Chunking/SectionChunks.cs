namespace Trivium.Chunking;

/// <summary>Fills chunks with the sentences of one section.</summary>
internal static class SectionChunks
{
    /// <summary>
    /// Half: a paragraph's end ends the chunk once it is this full, when the next paragraph would not fit as a whole.
    /// </summary>
    private const int ParagraphFillDivisor = 2;

    /// <summary>The ranges of the text that become chunks, each trimmed, none empty.</summary>
    public static IEnumerable<(int Start, int Length)> Of(string text, ChunkingOptions options)
    {
        var sentences = Sentences.Split(text, options.WidthMax);
        for (var first = 0; first < sentences.Count;)
        {
            var next = FillEnd(sentences, first, options.WidthMax);
            var start = sentences[first].Start;
            var range = text.AsSpan(start, sentences[next - 1].End - start);
            var trimmed = range.Trim();
            if (trimmed.Length > 0)
                yield return (start + range.Length - range.TrimStart().Length, trimmed.Length);
            if (next == sentences.Count)
                yield break;
            first = OverlapStart(sentences, first, next, options);
        }
    }

    private static int FillEnd(List<Sentence> sentences, int first, int widthMax)
    {
        var width = 0;
        var paragraphEnd = -1;
        for (var i = first; i < sentences.Count; i++)
        {
            if (width + sentences[i].TrimmedWidth > widthMax && i > first)
                return paragraphEnd > first ? paragraphEnd : i;
            width += sentences[i].Width;
            if (sentences[i].EndsParagraph && width >= widthMax / ParagraphFillDivisor)
                paragraphEnd = i + 1;
        }

        return sentences.Count;
    }

    /// <summary>
    /// The first sentence of the next chunk: behind <paramref name="next"/> by as many as the overlap holds.
    /// </summary>
    private static int OverlapStart(List<Sentence> sentences, int first, int next, ChunkingOptions options)
    {
        var start = next;
        // The overlap must leave room for something new, or the same chunk would come again.
        var room = Math.Min(options.OverlapWidthMax, options.WidthMax - sentences[next].TrimmedWidth);
        for (var width = 0; start - 1 > first; start--)
        {
            width += sentences[start - 1].Width;
            if (width > room)
                break;
        }

        return start;
    }
}
