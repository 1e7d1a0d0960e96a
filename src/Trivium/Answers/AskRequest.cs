using Trivium.Search;

namespace Trivium.Answers;

/// <summary>What <c>POST /v1/ask</c> takes.</summary>
public sealed record AskRequest
{
    /// <summary>The question, in any language, at most 4,096 characters.</summary>
    public required string Question { get; init; }

    /// <summary>How many passages the answer may rest on, 1 to 50; 8 when absent.</summary>
    public int Top { get; init; } = AskLimits.TopDefault;

    /// <summary>Which chunks to look at; all when absent. With a filter no table is asked: a table is of many documents.</summary>
    public SearchFilter? Filter { get; init; }

    /// <summary>True, or absent: server-sent events; false: one JSON object.</summary>
    public bool Stream { get; init; } = true;
}
