using System.Text;

namespace Trivium.Answers.Extractive;

/// <summary>
/// Answers without a model: the sentences of the passages that say most of what the question asks, as they stand, each with
/// its citation. Where no sentence says enough, the documents do not hold the answer.
/// </summary>
internal static class ExtractiveAnswers
{
    /// <summary>4 sentences: an answer, not a summary.</summary>
    private const int SentencesMax = 4;

    /// <summary>
    /// .55 of the question by weight, in one sentence and the headings above it: measured on questions that documents answer and on
    /// questions that they do not. So of two words that say much one is not enough.
    /// </summary>
    private const double CoverageMin = 0.55;

    /// <summary>.8 of <see cref="CoverageMin"/>: beside a sentence that says enough, others may say a little less.</summary>
    private const double FurtherMin = 0.8;

    /// <summary>.5: a question whose only word is one of the commoner ones asks nothing that could be told.</summary>
    private const double QuestionMin = 0.5;

    /// <summary>.75 of the best sentence: what says much less adds little.</summary>
    private const double OfBestMin = 0.75;

    /// <summary>.6: style and rank may take so much of what a sentence covers, and it is still an answer.</summary>
    private const double ScoreShareMin = 0.6;

    /// <summary>.03 for each passage before it: search has said already which are about the question.</summary>
    private const double LossByRank = 0.03;

    /// <summary>10 passages: later ones are told apart by what they say only.</summary>
    private const int PassagesTold = 10;

    /// <summary>.4 more where a meaning is asked and the sentence says it.</summary>
    private const double DefinitionGain = 0.4;

    /// <summary>.7: headings say what a sentence is about, yet of two sentences the one that says it itself comes first.</summary>
    private const double HeadingShare = 0.7;

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
        QuestionWords words = QuestionWords.Of(question);
        if (words.Weight < QuestionMin) return [];

        DefinedSubject? subject = DefinedSubject.Of(question);
        bool isJapanese = SentenceStyle.IsJapanese(question);
        Candidate[] candidates =
        [
            .. passages.SelectMany(passage => CandidatesOf(passage, words, subject, isJapanese))
                .OrderByDescending(candidate => candidate.Score)
                .ThenBy(candidate => candidate.Sentence.Passage.Number).ThenBy(candidate => candidate.Sentence.Start),
        ];
        Candidate? best = candidates.FirstOrDefault(
            candidate => candidate.Coverage >= CoverageMin && candidate.Score >= ScoreShareMin * CoverageMin);
        if (best is null) return [];

        List<PassageSentence> chosen = [];
        foreach (Candidate candidate in candidates)
        {
            if (chosen.Count == SentencesMax || candidate.Score < OfBestMin * best.Score) break;
            if (candidate.Coverage < FurtherMin * CoverageMin) continue;
            if (chosen.All(other => !SayTheSame(other, candidate.Sentence))) chosen.Add(candidate.Sentence);
        }

        return [.. chosen.OrderBy(sentence => sentence.Passage.Number).ThenBy(sentence => sentence.Start)];
    }

    private static IEnumerable<Candidate> CandidatesOf(
        Passage passage, QuestionWords words, DefinedSubject? subject, bool isJapanese)
    {
        HashSet<string> above = [.. passage.Above.SelectMany(PassageSentence.TermsOf)];
        double ofRank = 1 - (LossByRank * Math.Min(passage.Number - 1, PassagesTold));
        foreach (PassageSentence sentence in PassageSentence.Of(passage))
        {
            double own = words.Coverage(sentence.Terms.Contains);
            if (own == 0) continue;

            double whole = words.Coverage(term => sentence.Terms.Contains(term) || above.Contains(term));
            double coverage = own + (HeadingShare * (whole - own));
            double ofMeaning = subject?.IsDefinedBy(sentence.Text) == true ? 1 + DefinitionGain : 1;
            yield return new(
                sentence, coverage, coverage * SentenceStyle.Of(sentence.Text, isJapanese) * ofRank * ofMeaning);
        }
    }

    private static bool SayTheSame(PassageSentence one, PassageSentence other)
    {
        int smaller = Math.Min(one.Terms.Count, other.Terms.Count);
        return smaller > 0 && one.Terms.Count(other.Terms.Contains) >= SameMin * smaller;
    }

    /// <summary>A sentence that may be quoted.</summary>
    /// <param name="Sentence">The sentence.</param>
    /// <param name="Coverage">How much of the question it and what is above it have, 0 to 1.</param>
    /// <param name="Score">By which it is chosen.</param>
    private sealed record Candidate(PassageSentence Sentence, double Coverage, double Score);
}
