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

    /// <summary>40 characters: nobody wraps shorter lines; a short one stands for itself.</summary>
    private const int WrapCharsMin = 40;

    /// <summary>Its terms.</summary>
    public IReadOnlySet<string> Terms { get; } = TermsOf(Text);

    /// <summary>The sentence on one line.</summary>
    public string Line => Text.ReplaceLineEndings(" ");

    /// <summary>The sentences of a passage, in order, none empty.</summary>
    public static IEnumerable<PassageSentence> Of(Passage passage)
    {
        int start = 0;
        int end = 0;
        foreach (Sentence sentence in Sentences.Split(passage.Text, WidthMax))
        {
            if (end > start && !IsWrapped(passage.Text.AsSpan(start, end - start), passage.Text.AsSpan(sentence.Start)))
            {
                if (Trimmed(passage, start, end) is { } whole) yield return whole;
                start = sentence.Start;
            }

            end = sentence.Start + sentence.Length;
        }

        if (Trimmed(passage, start, end) is { } last) yield return last;
    }

    private static PassageSentence? Trimmed(Passage passage, int start, int end)
    {
        ReadOnlySpan<char> text = passage.Text.AsSpan(start, end - start);
        string trimmed = text.Trim().ToString();
        return trimmed.Length == 0 ? null : new(passage, start + text.Length - text.TrimStart().Length, trimmed);
    }

    /// <summary>
    /// Whether a line goes on in the next: text that was wrapped by hand. The rows of a table and the points of a list begin with
    /// a capital letter or a mark.
    /// </summary>
    private static bool IsWrapped(ReadOnlySpan<char> line, ReadOnlySpan<char> next)
    {
        ReadOnlySpan<char> blanks = line[line.TrimEnd().Length..];
        return blanks is "\n" && line.Length >= WrapCharsMin && line[^2] is not ('.' or '!' or '?' or ':')
            && next.Length > 0 && char.IsLower(next[0]);
    }

    public AskQuote Quote() => new(Passage.Number, Start, Text.Length, Text);

    /// <summary>The distinct terms of a text.</summary>
    public static IReadOnlySet<string> TermsOf(string text) =>
        TermAnalyzer.Analyze(text).Select(term => term.Encoded).ToHashSet(StringComparer.Ordinal);
}
