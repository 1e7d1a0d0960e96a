using Trivium.Terms;

namespace Trivium.Answers.Extractive;

/// <summary>
/// The words of a question, each weighted by how much it says by itself. Not by how few of the passages have it: they were found
/// by the question's subject, which most of them have, and a word that is rare among them is mostly beside the point.
/// </summary>
internal sealed class QuestionWords
{
    /// <summary>.4: a verb or adjective of Japanese, of which one character and an ending are known.</summary>
    private const double InflectedWeight = 0.4;

    /// <summary>.4: a noun that questions have whatever they are about.</summary>
    private const double VagueWeight = 0.4;

    /// <summary>.6 of a word's pairs: the word itself, or one that has most of it in common.</summary>
    private const double SharedMin = 0.6;

    private static readonly HashSet<string> _vague =
        ["方法", "場合", "必要", "使用", "利用", "意味", "理由", "目的", "説明", "種類", "対応"];

    private readonly IReadOnlyList<Word> _words;

    private QuestionWords(IReadOnlyList<Word> words)
    {
        _words = words;
        Weight = words.Sum(word => word.Weight);
    }

    /// <summary>How much the question says: 1 is a word that is on no list.</summary>
    public double Weight { get; }

    public static QuestionWords Of(string question)
    {
        Place[] places =
        [
            .. TermAnalyzer.AnalyzeQuery(question).GroupBy(term => term.Start).Select(forms => new Place(
                forms.Key,
                forms.First().Length,
                [.. forms.Select(form => form.Encoded).Distinct(StringComparer.Ordinal)])),
        ];
        Dictionary<string, Word> words = new(StringComparer.Ordinal);
        for (int index = 0; index < places.Length;)
        {
            (string text, int count) = Read(question, places.AsSpan(index));
            double weight = WeightOf(text);
            if (weight > 0)
                words.TryAdd(text, new([.. places[index..(index + count)].Select(place => place.Forms)], weight));
            index += count;
        }

        return new([.. words.Values]);
    }

    /// <summary>How much of the question the terms have, by weight: 0 to 1.</summary>
    public double Coverage(Func<string, bool> hasTerm) =>
        Weight == 0 ? 0 : _words.Sum(word => word.Weight * word.ShareOf(hasTerm)) / Weight;

    /// <summary>The word that begins at the first place: its text, and how many places it takes.</summary>
    private static (string Text, int Count) Read(string question, ReadOnlySpan<Place> places)
    {
        (int start, int length) = (places[0].Start, places[0].Length);
        WordScript script = WordScripts.Of(question.AsSpan(start, length));
        int count = 1;
        if (script is not (WordScript.Katakana or WordScript.Han))
            return (question.Substring(start, length).ToLowerInvariant(), count);

        int end = start + length;
        for (; count < places.Length && places[count].Start < end; count++)
        {
            Place next = places[count];
            if (WordScripts.Of(question.AsSpan(next.Start, next.Length)) != script) break;

            end = next.Start + next.Length;
        }

        return (question[start..end], count);
    }

    private static double WeightOf(string word)
    {
        switch (WordScripts.Of(word))
        {
            case WordScript.Grammar:
                return 0;
            case WordScript.Inflected:
                return InflectedWeight;
            case WordScript.Katakana:
                return 1;
            case WordScript.Han:
                // A compound of more characters says more, but is not as much as its words would be apart.
                return _vague.Contains(word) ? VagueWeight : Math.Sqrt(Math.Max(1, word.Length - 1));
            default:
                // Squared, so that what questions are worded with ("makes", "good") is little beside what they are about.
                return Math.Pow(WordRarity.Of(word), 2);
        }
    }

    /// <summary>The terms that begin at one place of the question.</summary>
    private readonly record struct Place(int Start, int Length, string[] Forms);

    /// <summary>A word: its terms in order, each in its forms.</summary>
    private sealed record Word(string[][] Parts, double Weight)
    {
        /// <summary>How much of it is there: all or nothing of one term, of more the share of them, above a limit.</summary>
        public double ShareOf(Func<string, bool> hasTerm)
        {
            double share = Parts.Count(forms => forms.Any(hasTerm)) / (double)Parts.Length;
            return share >= SharedMin ? share : 0;
        }
    }
}
