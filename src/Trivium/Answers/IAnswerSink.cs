namespace Trivium.Answers;

/// <summary>Where an answer goes while it is made: to a stream, or nowhere until it is whole.</summary>
internal interface IAnswerSink
{
    /// <summary>True once some of the answer was shown: it can no longer be made in another way.</summary>
    bool HasBegun { get; }

    /// <summary>The next piece of text.</summary>
    Task WriteAsync(string text, CancellationToken cancellationToken);

    /// <summary>A passage or table that the text after this cites.</summary>
    Task CiteAsync(AskCitation citation, CancellationToken cancellationToken);

    /// <summary>The table that was asked.</summary>
    Task ShowAsync(AskSql sql, CancellationToken cancellationToken);
}
