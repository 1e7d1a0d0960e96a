using System.Text;

namespace Trivium.Answers.Generated;

/// <summary>
/// Passes a model's text on as it comes, and sees to its citations: marks of passages that do not exist are dropped; a sentence
/// the model left without one gets that of the passage which says it, where one does; else it stays without, and is shown so.
/// </summary>
internal sealed class AnswerWriter(IReadOnlyList<Passage> passages, IAnswerSink sink)
{
    /// <summary>
    /// .5 of a sentence's words by weight in one sentence of a passage: said there, if in other words. Less may be chance.
    /// </summary>
    private const double SupportMin = 0.5;

    private readonly MarkedText _marks = new();
    private readonly PassageSentence[] _sources = [.. passages.SelectMany(PassageSentence.Of)];
    private readonly StringBuilder _answer = new();
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _sentence = new();
    private readonly StringBuilder _blanks = new();
    private readonly List<int> _cited = [];
    private readonly List<AskSentence> _sentences = [];
    private readonly SortedDictionary<int, AskCitation> _citations = [];
    private bool _ended;
    private int _start;

    /// <summary>The next piece of the model's text.</summary>
    public async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        foreach (MarkedPiece piece in _marks.Read(text)) await TakeAsync(piece, cancellationToken);
        await FlushAsync(cancellationToken);
    }

    /// <summary>The answer, after the last piece.</summary>
    public async Task<DraftAnswer> EndAsync(CancellationToken cancellationToken)
    {
        foreach (MarkedPiece piece in _marks.End()) await TakeAsync(piece, cancellationToken);
        await CloseAsync(cancellationToken);
        _blanks.Clear();
        await FlushAsync(cancellationToken);
        return new(AnswerMode.Generated, _answer.ToString(), true, [.. _citations.Values], _sentences);
    }

    private async Task TakeAsync(MarkedPiece piece, CancellationToken cancellationToken)
    {
        if (piece.Text is null)
        {
            foreach (int number in piece.Numbers)
            {
                // The blank before a mark is ours.
                if (await CiteAsync(number, cancellationToken)) _blanks.Clear();
            }

            return;
        }

        foreach (char next in piece.Text)
        {
            if (char.IsWhiteSpace(next))
            {
                // A sentence may be followed by blanks and then by its mark: they wait for what comes.
                _blanks.Append(next);
                if (next == '\n' || AnswerPunctuation.Ends(_sentence, atBlank: true)) _ended = true;
                continue;
            }

            if (AnswerPunctuation.Continues(next))
            {
                // "… (really?) [2]." is one sentence; and no blank stays before it where a mark was dropped.
                _ended = false;
                if (_sentence.Length > 0) _blanks.Clear();
            }

            if (!_ended && AnswerPunctuation.Ends(_sentence, atBlank: false) && !AnswerPunctuation.Closes(next)) _ended = true;
            if (_ended) await CloseAsync(cancellationToken);
            if (_answer.Length > 0) Put(_blanks.ToString());
            if (_sentence.Length > 0) _sentence.Append(_blanks);
            else _start = _answer.Length;
            _blanks.Clear();
            Put(next.ToString());
            _sentence.Append(next);
        }
    }

    /// <summary>False where the number is of no passage, or cited already.</summary>
    private async Task<bool> CiteAsync(int number, CancellationToken cancellationToken)
    {
        if (number < 1 || number > passages.Count || _sentence.Length == 0 || _cited.Contains(number)) return false;

        _cited.Add(number);
        if (!_citations.ContainsKey(number))
        {
            await FlushAsync(cancellationToken);
            _citations[number] = passages[number - 1].Cite();
            await sink.CiteAsync(_citations[number], cancellationToken);
        }

        Put(_cited.Count == 1 ? $" [{number}]" : $"[{number}]");
        return true;
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        _ended = false;
        if (_sentence.Length == 0) return;

        string sentence = _sentence.ToString();
        WantedTerms wanted = WantedTerms.Of(sentence, _sources);
        if (_cited.Count == 0 && Best(wanted, _sources) is { Coverage: >= SupportMin, Sentence: { } support })
            await CiteAsync(support.Passage.Number, cancellationToken);
        _sentences.Add(new(_start, _answer.Length - _start, [.. _cited.Order().Select(number => QuoteOf(number, wanted))]));
        _sentence.Clear();
        _cited.Clear();
    }

    /// <summary>Where the passage says it: its sentence that shares most, or, where none shares a word, all of it.</summary>
    private AskQuote QuoteOf(int number, WantedTerms wanted)
    {
        Passage passage = passages[number - 1];
        return Best(wanted, _sources.Where(source => source.Passage.Number == number)) is { Coverage: > 0, Sentence: { } sentence }
            ? sentence.Quote()
            : new(number, 0, passage.Text.Length, passage.Text);
    }

    private static (double Coverage, PassageSentence? Sentence) Best(
        WantedTerms wanted, IEnumerable<PassageSentence> sentences) =>
        sentences.Select(sentence => (wanted.Coverage(sentence.Terms), (PassageSentence?)sentence))
            .DefaultIfEmpty((0, null)).MaxBy(one => one.Item1);

    private void Put(string text)
    {
        _answer.Append(text);
        _out.Append(text);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_out.Length == 0) return;

        string text = _out.ToString();
        _out.Clear();
        await sink.WriteAsync(text, cancellationToken);
    }
}
