using System.Text;

namespace Trivium.Answers.Extractive;

/// <summary>
/// Answers without a model: the sentences of the passages that say most of what the question asks, as they stand, each with
/// its citation. Where no sentence says enough, the documents do not hold the answer.
/// </summary>
internal static class ExtractiveAnswers
{
    /// <summary>5 sentences: an answer, not a summary.</summary>
    private const int SentencesMax = 5;

    /// <summary>
    /// .45 of the question by weight, in one sentence and the headings above it: measured on questions that the sample documents
    /// answer and on questions that they do not.
    /// </summary>
    public const double CoverageMin = 0.45;

    /// <summary>.7 of the best sentence: what says much less adds little.</summary>
    private const double OfBestMin = 0.7;

    /// <summary>.5: headings say what a sentence is about, but not what it says.</summary>
    private const double HeadingShare = 0.5;

    /// <summary>.6 of the smaller one's terms shared: the same sentence in other words.</summary>
    private const double SameMin = 0.6;

    public static async Task<DraftAnswer> AnswerAsync(
        string question, IReadOnlyList<Passage> passages, IAnswerSink sink, CancellationToken cancellationToken)
    {
        string language = AnswerTexts.LanguageOf(question);
        IReadOnlyList<PassageSentence> chosen = Choose(question, passages);
        if (chosen.Count == 0)
            return await DraftAnswer.NotFoundAsync(AnswerMode.Extractive, language, sink, cancellationToken);

        var text = new StringBuilder();
        List<AskCitation> citations = [];
        List<AskSentence> sentences = [];
        foreach (PassageSentence sentence in chosen)
        {
            if (citations.All(citation => citation.Number != sentence.Passage.Number))
            {
                citations.Add(sentence.Passage.Cite());
                await sink.CiteAsync(citations[^1], cancellationToken);
            }

            string piece = $"{(text.Length > 0 ? " " : "")}{sentence.Line} [{sentence.Passage.Number}]";
            int start = text.Length > 0 ? text.Length + 1 : 0;
            text.Append(piece);
            sentences.Add(new(start, text.Length - start, [sentence.Quote()]));
            await sink.WriteAsync(piece, cancellationToken);
        }

        return new(AnswerMode.Extractive, text.ToString(), true, [.. citations.OrderBy(one => one.Number)], sentences);
    }

    /// <summary>The sentences that answer, in reading order; none where there is no answer.</summary>
    public static IReadOnlyList<PassageSentence> Choose(string question, IReadOnlyList<Passage> passages)
    {
        PassageSentence[] sentences = [.. passages.SelectMany(PassageSentence.Of)];
        WantedTerms wanted = WantedTerms.Of(question, sentences);
        var scored = sentences
            .Select(sentence => (Sentence: sentence, Score: ScoreOf(sentence, wanted)))
            .OrderByDescending(one => one.Score)
            .ThenBy(one => one.Sentence.Passage.Number).ThenBy(one => one.Sentence.Start)
            .ToArray();
        if (scored.Length == 0 || scored[0].Score < CoverageMin) return [];

        List<PassageSentence> chosen = [];
        foreach (var (sentence, score) in scored)
        {
            if (chosen.Count == SentencesMax || score < Math.Max(CoverageMin, OfBestMin * scored[0].Score)) break;
            if (chosen.All(other => !SayTheSame(other, sentence))) chosen.Add(sentence);
        }

        return [.. chosen.OrderBy(sentence => sentence.Passage.Number).ThenBy(sentence => sentence.Start)];
    }

    private static double ScoreOf(PassageSentence sentence, WantedTerms wanted)
    {
        double own = wanted.Coverage(sentence.Terms);
        if (own == 0) return 0;

        var withHeadings = sentence.Terms
            .Concat(sentence.Passage.Headings.SelectMany(PassageSentence.TermsOf)).ToHashSet(StringComparer.Ordinal);
        return own + (HeadingShare * (wanted.Coverage(withHeadings) - own));
    }

    private static bool SayTheSame(PassageSentence one, PassageSentence other)
    {
        int smaller = Math.Min(one.Terms.Count, other.Terms.Count);
        return smaller > 0 && one.Terms.Count(other.Terms.Contains) >= SameMin * smaller;
    }
}
