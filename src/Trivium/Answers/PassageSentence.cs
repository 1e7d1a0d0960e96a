using Trivium.Chunking;
using Trivium.Terms;

namespace Trivium.Answers;

/// <summary>A sentence of a passage: what an answer quotes.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Start">Where it begins in the passage's text, in UTF-16 code units.</param>
/// <param name="Text">The sentence, without the white space around it.</param>
internal sealed record PassageSentence(Passage Passage, int Start, string Text)
{
    /// <summary>Its terms.</summary>
    public IReadOnlySet<string> Terms { get; } = TermsOf(Text);

    /// <summary>The sentence on one line.</summary>
    public string Line => Text.ReplaceLineEndings(" ");

    /// <summary>The sentences of a passage, in order, none empty.</summary>
    public static IEnumerable<PassageSentence> Of(Passage passage)
    {
        string text = passage.Text;
        int end = 0;
        for (int start = SentenceEnds.SkipWhiteSpace(text, 0, text.Length); start < text.Length; start = end)
        {
            end = RowEnd(text, start, SentenceEnds.Next(text, start, text.Length));
            yield return new(passage, start, text[start..end].TrimEnd());
        }
    }

    /// <summary>
    /// Where the first line ends, when the next one begins with the same label: the rows of a table ("name: … \n name: …") are
    /// no sentence that was wrapped.
    /// </summary>
    private static int RowEnd(string text, int start, int end)
    {
        int colon = text.IndexOf(": ", start, end - start, StringComparison.Ordinal);
        int line = text.IndexOf('\n', start, end - start) + 1;
        if (colon < 0 || line == 0 || colon > line) return end;

        ReadOnlySpan<char> label = text.AsSpan(start, colon + 1 - start);
        return text.AsSpan(line).StartsWith(label, StringComparison.Ordinal) ? line : end;
    }

    public AskQuote Quote() => new(Passage.Number, Start, Text.Length, Text);

    /// <summary>The distinct terms of a text.</summary>
    public static IReadOnlySet<string> TermsOf(string text) =>
        TermAnalyzer.Analyze(text).Select(term => term.Encoded).ToHashSet(StringComparer.Ordinal);
}
