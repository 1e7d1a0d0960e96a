namespace Trivium.Answers;

/// <summary>An answer as it was made, before it is paid for.</summary>
/// <param name="Mode">How.</param>
/// <param name="Text">The answer with its citation numbers.</param>
/// <param name="Found">False: the documents do not hold it.</param>
/// <param name="Citations">What it cites, by number.</param>
/// <param name="Sentences">Its sentences.</param>
internal sealed record DraftAnswer(
    AnswerMode Mode,
    string Text,
    bool Found,
    IReadOnlyList<AskCitation> Citations,
    IReadOnlyList<AskSentence> Sentences)
{
    /// <summary>Says, to the sink too, that the documents do not hold the answer.</summary>
    public static async Task<DraftAnswer> NotFoundAsync(
        AnswerMode mode, string language, IAnswerSink sink, CancellationToken cancellationToken)
    {
        string text = AnswerTexts.NotFound(language);
        await sink.WriteAsync(text, cancellationToken);
        return new(mode, text, false, [], []);
    }
}
