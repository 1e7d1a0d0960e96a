namespace Trivium.Usage;

/// <summary>What a tenant's completed ingestions used, added up from their receipts.</summary>
public sealed record UsageBody
{
    /// <summary>From this instant on.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Up to, and not at, this instant.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary><c>day</c>, <c>document</c> or <c>activity</c>.</summary>
    public required string GroupBy { get; init; }

    /// <summary>True where some of the request units are estimates of the embedded engine.</summary>
    public required bool RequestUnitsAreEstimated { get; init; }

    /// <summary>Everything together; its key is empty.</summary>
    public required UsageGroup Total { get; init; }

    /// <summary>By key: days and activities in order, documents by request units, the most first.</summary>
    public required IReadOnlyList<UsageGroup> Groups { get; init; }

    /// <summary>True where there are more documents than are listed; the total counts them all.</summary>
    public required bool Truncated { get; init; }
}

/// <summary>The sums of one group.</summary>
public sealed record UsageGroup
{
    /// <summary>A day in UTC (<c>2026-11-24</c>), a document's id or an activity's name.</summary>
    public required string Key { get; init; }

    /// <summary>How many ingestions were completed; of an activity, how many calls succeeded.</summary>
    public required long Count { get; init; }

    /// <summary>Request units, to two decimals.</summary>
    public required double RequestUnits { get; init; }

    /// <summary>Model tokens embedded.</summary>
    public required long EmbeddingTokens { get; init; }

    /// <summary>Milliseconds: of ingestions from accepted to committed, of an activity at work.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Bytes stored; null for an activity.</summary>
    public long? StoredBytes { get; init; }

    /// <summary>What it cost at the prices of its time, by currency; null for an activity.</summary>
    public IReadOnlyDictionary<string, decimal>? Cost { get; init; }
}
