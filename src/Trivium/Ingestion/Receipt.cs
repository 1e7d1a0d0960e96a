namespace Trivium.Ingestion;

/// <summary>What an ingestion did and used. Public: it is part of the HTTP contract.</summary>
public sealed record Receipt
{
    /// <summary>The document.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The generation it became; for a delete, the one that removed it.</summary>
    public required long Generation { get; init; }

    /// <summary>Chunks stored.</summary>
    public required int Chunks { get; init; }

    /// <summary>Rows stored, over all tables.</summary>
    public required int Rows { get; init; }

    /// <summary>The tables that have rows of it.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>From accepted to committed, in milliseconds.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Request units of all activities.</summary>
    public required double RequestUnits { get; init; }

    /// <summary>True where the engine that stored it estimates request units (the embedded one).</summary>
    public required bool RequestUnitsAreEstimated { get; init; }

    /// <summary>Model tokens embedded; 0 for the built-in embedder, which has none.</summary>
    public required long EmbeddingTokens { get; init; }

    /// <summary>Chunks whose embedding was taken from the version before, unchanged.</summary>
    public long EmbeddingsReused { get; init; }

    /// <summary>Bytes stored: source, sections, chunks and rows, as JSON.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>What each activity used.</summary>
    public required IReadOnlyList<ReceiptActivity> Activities { get; init; }

    /// <summary>What it cost at the configured prices.</summary>
    public required ReceiptCost Cost { get; init; }
}

/// <summary>What the calls of one activity used.</summary>
/// <param name="Name">The activity.</param>
/// <param name="Calls">Calls made by the orchestrator.</param>
/// <param name="Attempts">Times a call began, retries included.</param>
/// <param name="DurationMs">Time of the successful attempts, added up, in milliseconds.</param>
/// <param name="RequestUnits">Request units of the successful attempts.</param>
/// <param name="Tokens">Model tokens of the successful attempts.</param>
public sealed record ReceiptActivity(string Name, int Calls, int Attempts, long DurationMs, double RequestUnits, long Tokens);

/// <summary>What an ingestion cost.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Total">The sum of the lines.</param>
/// <param name="Lines">One line per thing paid for.</param>
public sealed record ReceiptCost(string Currency, decimal Total, IReadOnlyList<ReceiptCostLine> Lines);

/// <summary>One thing paid for.</summary>
/// <param name="What">What it is.</param>
/// <param name="Quantity">How much of it.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="UnitPrice">The price of one unit.</param>
/// <param name="Amount">Quantity × unit price.</param>
public sealed record ReceiptCostLine(string What, double Quantity, string Unit, decimal UnitPrice, decimal Amount)
{
    private const decimal Million = 1_000_000m;

    internal static ReceiptCostLine Of(string what, double quantity, string unit, decimal unitPrice) =>
        new(what, Math.Round(quantity, 2), unit, unitPrice, (decimal)Math.Round(quantity, 2) * unitPrice);

    internal static ReceiptCostLine PerMillion(string what, double quantity, string unit, decimal millionPrice) =>
        Of(what, quantity, unit, millionPrice / Million);

    internal static ReceiptCostLine RequestUnits(double requestUnits, TriviumOptions options) => PerMillion(
        options.RequestUnitsAreEstimated ? "request units (estimated)" : "request units",
        requestUnits,
        "request unit",
        options.Prices.MillionRequestUnits);
}
