using System.Text.Json;
using Trivium.Ingestion;
using Trivium.Tables;

namespace Trivium.Answers;

/// <summary>What <c>POST /v1/ask</c> answers: as one JSON object, or as the event <c>done</c> at the end of the stream.</summary>
public sealed record AskResponse
{
    /// <summary>The answer, each sentence followed by the numbers of what it rests on: <c>… [1][3]</c>.</summary>
    public required string Answer { get; init; }

    /// <summary>How it was made.</summary>
    public required AnswerMode Mode { get; init; }

    /// <summary>False where the documents do not hold an answer; <see cref="Answer"/> then says so and cites nothing.</summary>
    public required bool Found { get; init; }

    /// <summary>What the answer cites, by number.</summary>
    public required IReadOnlyList<AskCitation> Citations { get; init; }

    /// <summary>The sentences of the answer, in order, each with what it rests on.</summary>
    public required IReadOnlyList<AskSentence> Sentences { get; init; }

    /// <summary>The table that was asked for numbers; absent where none was.</summary>
    public AskSql? Sql { get; init; }

    /// <summary>What the caller should know of how it was made, such as that the model did not answer.</summary>
    public string? Notice { get; init; }

    /// <summary>What it used and cost.</summary>
    public required AskReceipt Receipt { get; init; }
}

/// <summary>How an answer was made.</summary>
public enum AnswerMode
{
    /// <summary>Sentences of the documents, as they stand there.</summary>
    Extractive,

    /// <summary>Written by a chat model from passages of the documents.</summary>
    Generated,
}

/// <summary>A passage or table an answer cites; also the event <c>citation</c>, sent before the text that cites it.</summary>
public sealed record AskCitation
{
    /// <summary>Its number in the answer, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The document; absent for a table's rows, which may be of many.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The chunk, as in a search's hit.</summary>
    public string? ChunkId { get; init; }

    /// <summary>The chunk's place in the document, from 0.</summary>
    public int? ChunkIndex { get; init; }

    /// <summary>The generation of the document that was read.</summary>
    public long? Generation { get; init; }

    /// <summary>The document's title.</summary>
    public string? Title { get; init; }

    /// <summary>Where the document came from, in its sender's words.</summary>
    public string? Source { get; init; }

    /// <summary>The headings above the chunk, outermost first.</summary>
    public IReadOnlyList<string>? Headings { get; init; }

    /// <summary>The chunk's text, or the table's rows as they were read.</summary>
    public required string Text { get; init; }
}

/// <summary>A sentence of an answer.</summary>
/// <param name="Start">Where it begins in the answer, in UTF-16 code units.</param>
/// <param name="Length">How long it is, its citation numbers included.</param>
/// <param name="Citations">What it rests on; empty where nothing that was read supports it.</param>
public sealed record AskSentence(int Start, int Length, IReadOnlyList<AskQuote> Citations);

/// <summary>The place a sentence rests on.</summary>
/// <param name="Number">The citation.</param>
/// <param name="Start">Where it begins in the citation's text, in UTF-16 code units.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Quote">What stands there.</param>
public sealed record AskQuote(int Number, int Start, int Length, string Quote);

/// <summary>A table that was asked; also the event <c>sql</c>.</summary>
/// <param name="Query">The query that was run, as <c>POST /v1/sql</c> takes it.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">The first of its rows.</param>
/// <param name="Truncated">True where there are more rows.</param>
public sealed record AskSql(
    string Query, IReadOnlyList<SqlColumn> Columns, IReadOnlyList<JsonElement> Rows, bool Truncated);

/// <summary>What an answer used and cost.</summary>
/// <param name="RequestUnits">What the store charged, in request units.</param>
/// <param name="RequestUnitsAreEstimated">True where the engine estimates them.</param>
/// <param name="InputTokens">Model tokens read by the chat model; 0 without one.</param>
/// <param name="OutputTokens">Model tokens written by the chat model.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Cost">What it cost at the configured prices.</param>
public sealed record AskReceipt(
    double RequestUnits, bool RequestUnitsAreEstimated, long InputTokens, long OutputTokens, long DurationMs, ReceiptCost Cost);
