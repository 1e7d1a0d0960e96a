using Trivium.Errors;
using Trivium.Http;

namespace Trivium.Answers;

/// <summary>An answer as server-sent events: <c>sql</c>, <c>citation</c> and <c>token</c>, then <c>done</c> or <c>error</c>.</summary>
internal sealed class AnswerStream(EventStream events) : IAnswerSink
{
    private bool _begun;

    public bool HasBegun => _begun;

    public Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        _begun = true;
        return events.SendAsync("token", new { text }, cancellationToken);
    }

    public Task CiteAsync(AskCitation citation, CancellationToken cancellationToken)
    {
        _begun = true;
        return events.SendAsync("citation", citation, cancellationToken);
    }

    public Task ShowAsync(AskSql sql, CancellationToken cancellationToken) => events.SendAsync("sql", sql, cancellationToken);

    /// <summary>The whole answer, last.</summary>
    public Task EndAsync(AskResponse answer, CancellationToken cancellationToken) =>
        events.SendAsync("done", answer, cancellationToken);

    /// <summary>What went wrong after the stream had begun, as a problem response would say it.</summary>
    public Task FailAsync(TriviumException fault, CancellationToken cancellationToken) => events.SendAsync(
        "error",
        new { code = ProblemMapping.Word(fault.Code), status = ProblemMapping.Status(fault.Code), detail = fault.Message },
        cancellationToken);
}

/// <summary>For an answer that is given whole: nothing of it is shown before.</summary>
internal sealed class WholeAnswer : IAnswerSink
{
    public bool HasBegun => false;

    public Task WriteAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CiteAsync(AskCitation citation, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ShowAsync(AskSql sql, CancellationToken cancellationToken) => Task.CompletedTask;
}
