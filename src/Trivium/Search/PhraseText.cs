using System.Text;
using Trivium.Terms;

namespace Trivium.Search;

/// <summary>
/// A text in which phrases are looked for: letter case and width do not count, white space counts as one blank, and a
/// phrase of words begins and ends with whole words.
/// </summary>
internal sealed class PhraseText
{
    /// <summary>
    /// From here on scripts have no spaces between words, so that any place is as good as a word's edge.
    /// </summary>
    private const char FirstWithoutSpaces = '\u2E80';

    private readonly FoldedText _folded;
    private readonly string _text;
    private readonly List<int> _places;

    public PhraseText(string text)
    {
        _folded = FoldedText.Of(text);
        (_text, _places) = Collapse(_folded.Text);
    }

    /// <summary>
    /// Where the phrase stands in the original text, in UTF-16 units; nowhere for a phrase of white space.
    /// </summary>
    public IEnumerable<(int Start, int Length)> Find(string phrase)
    {
        string wanted = Collapse(FoldedText.Of(phrase).Text).Text.Trim();
        if (wanted.Length == 0) yield break;
        for (int at = Next(wanted, 0); at >= 0; at = Next(wanted, at + 1))
        {
            int last = at + wanted.Length - 1;
            if (IsInsideWord(at - 1, at) || IsInsideWord(last, last + 1)) continue;
            int start = _folded.StartOf(_places[at]);
            yield return (start, _folded.EndOf(_places[last]) - start);
        }
    }

    private int Next(string wanted, int from) => _text.IndexOf(wanted, from, StringComparison.Ordinal);

    private bool IsInsideWord(int left, int right) =>
        left >= 0 && right < _text.Length && IsOfWord(_text[left]) && IsOfWord(_text[right]);

    private static bool IsOfWord(char character) => character < FirstWithoutSpaces && char.IsLetterOrDigit(character);

    private static (string Text, List<int> Places) Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            bool blank = char.IsWhiteSpace(text[index]);
            if (blank && collapsed.Length > 0 && collapsed[^1] == ' ') continue;
            collapsed.Append(blank ? ' ' : text[index]);
            places.Add(index);
        }

        return (collapsed.ToString(), places);
    }
}
