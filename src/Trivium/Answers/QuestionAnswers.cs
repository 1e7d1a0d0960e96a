using Trivium.Answers.Extractive;
using Trivium.Answers.Generated;
using Trivium.Answers.Tables;
using Trivium.Errors;
using Trivium.Search;
using Trivium.Storage;

namespace Trivium.Answers;

/// <summary>Answers questions from a tenant's documents: with a chat model where there is one, else with their own sentences.</summary>
internal sealed class QuestionAnswers(
    Searches searches, AnswerModel model, AnswerReceipts receipts, TimeProvider time)
{
    /// <exception cref="TriviumException">
    /// <c>expired</c>: reading took too long; <c>unavailable</c>: the model broke off after the answer had begun.
    /// </exception>
    public async Task<AskResponse> AnswerAsync(
        string tenant, AskRequest request, IAnswerSink sink, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        var meter = new RequestUnitMeter();
        var usage = new ChatUsage();
        IReadOnlyList<SearchHit> hits = await FindAsync(tenant, request, meter, cancellationToken);

        DraftAnswer? draft = null;
        AskSql? sql = null;
        string? notice = null;
        if (model is { Generated: { } generated, Tables: { } tables })
        {
            try
            {
                if (model.AsksTables && request.Filter is null)
                    sql = await tables.AskAsync(tenant, request.Question, usage, meter, cancellationToken);
                if (sql is not null) await sink.ShowAsync(sql, cancellationToken);
                IReadOnlyList<Passage> passages = Passages(sql, hits);
                draft = passages.Count == 0
                    ? await NotFoundAsync(AnswerMode.Generated, request, sink, cancellationToken)
                    : await generated.AnswerAsync(request.Question, passages, usage, sink, cancellationToken);
            }
            catch (TriviumException fault) when (fault.IsTransient && !sink.HasBegun)
            {
                notice = $"{fault.Message} Until then answers are extractive.";
            }
        }

        draft ??= await ExtractiveAnswers.AnswerAsync(request.Question, Passages(null, hits), sink, cancellationToken);
        return new()
        {
            Answer = draft.Text,
            Mode = draft.Mode,
            Found = draft.Found,
            Citations = draft.Citations,
            Sentences = draft.Sentences,
            Sql = sql,
            Notice = notice,
            Receipt = receipts.Of(meter, usage, time.GetElapsedTime(started)),
        };
    }

    private async Task<IReadOnlyList<SearchHit>> FindAsync(
        string tenant, AskRequest request, RequestUnitMeter meter, CancellationToken cancellationToken)
    {
        // Quotation marks in a question are people's, and no demand for exact phrases.
        string query = request.Question.Replace('"', ' ').Replace('“', ' ').Replace('”', ' ').Replace('＂', ' ');
        if (string.IsNullOrWhiteSpace(query)) return [];

        SearchResponse found = await searches.AnswerAsync(
            tenant, new() { Query = query, Top = request.Top, Filter = request.Filter }, cancellationToken);
        meter.Add(found.RequestUnits);
        return found.Hits;
    }

    /// <summary>The table's rows first: where there are any, they are what was asked for.</summary>
    private static IReadOnlyList<Passage> Passages(AskSql? sql, IReadOnlyList<SearchHit> hits)
    {
        List<Passage> passages = sql is null ? [] : [new(1, TableQuestions.TextOf(sql), null)];
        foreach (SearchHit hit in hits) passages.Add(Passage.Of(passages.Count + 1, hit));
        return passages;
    }

    private static Task<DraftAnswer> NotFoundAsync(
        AnswerMode mode, AskRequest request, IAnswerSink sink, CancellationToken cancellationToken) =>
        DraftAnswer.NotFoundAsync(mode, AnswerTexts.LanguageOf(request.Question), sink, cancellationToken);
}

/// <summary>What answers with a chat model; empty where there is none.</summary>
/// <param name="Generated">Writes answers.</param>
/// <param name="Tables">Turns questions into SQL.</param>
/// <param name="AsksTables">Whether that is wanted.</param>
internal sealed record AnswerModel(GeneratedAnswers? Generated, TableQuestions? Tables, bool AsksTables);
