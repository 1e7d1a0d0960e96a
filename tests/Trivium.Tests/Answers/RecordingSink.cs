using System.Text;
using Trivium.Answers;

namespace Trivium.Tests.Answers;

/// <summary>Keeps what an answer showed while it was made, in order.</summary>
internal sealed class RecordingSink : IAnswerSink
{
    private readonly StringBuilder _text = new();

    public bool HasBegun => Shown.Count > 0;

    /// <summary>Pieces of text as they are, citations as <c>#3</c>.</summary>
    public List<string> Shown { get; } = [];

    public string Text => _text.ToString();

    /// <summary>Ends when the first piece of text was shown.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        _text.Append(text);
        Shown.Add(text);
        Begun.TrySetResult();
        return Task.CompletedTask;
    }

    public Task CiteAsync(AskCitation citation, CancellationToken cancellationToken)
    {
        Shown.Add($"#{citation.Number}");
        return Task.CompletedTask;
    }

    public Task ShowAsync(AskSql sql, CancellationToken cancellationToken) => Task.CompletedTask;
}
