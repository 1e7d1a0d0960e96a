using Trivium.Chunking;
using Trivium.Terms;

namespace Trivium.Answers;

/// <summary>A sentence of a passage: what an answer quotes.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Start">Where it begins in the passage's text, in UTF-16 code units.</param>
/// <param name="Text">The sentence, without the white space around it.</param>
internal sealed record PassageSentence(Passage Passage, int Start, string Text)
{
    /// <summary>800: as wide as a chunk; a longer "sentence" is a list or a table, and quoted in pieces.</summary>
    private const int WidthMax = 800;

    /// <summary>Its terms.</summary>
    public IReadOnlySet<string> Terms { get; } = TermsOf(Text);

    /// <summary>The sentences of a passage, in order, none empty.</summary>
    public static IEnumerable<PassageSentence> Of(Passage passage)
    {
        foreach (Sentence sentence in Sentences.Split(passage.Text, WidthMax))
        {
            ReadOnlySpan<char> text = passage.Text.AsSpan(sentence.Start, sentence.Length);
            int leading = text.Length - text.TrimStart().Length;
            string trimmed = text.Trim().ToString();
            if (trimmed.Length > 0) yield return new(passage, sentence.Start + leading, trimmed);
        }
    }

    public AskQuote Quote() => new(Passage.Number, Start, Text.Length, Text);

    /// <summary>The distinct terms of a text.</summary>
    public static IReadOnlySet<string> TermsOf(string text) =>
        TermAnalyzer.Analyze(text).Select(term => term.Encoded).ToHashSet(StringComparer.Ordinal);
}
