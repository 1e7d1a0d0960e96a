namespace Trivium.Ingestion;

/// <summary>Writes receipts.</summary>
internal sealed class Receipts(TriviumOptions options, TimeProvider time)
{
    private const decimal Giga = 1_000_000_000m;

    /// <summary>The receipt of a completed ingestion.</summary>
    public Receipt Of(IngestionItem item, IngestionEnd end)
    {
        double requestUnits = end.Usage.Sum(usage => usage.Usage.RequestUnits);
        long tokens = end.Usage.Sum(usage => usage.Usage.Tokens);
        long bytes = end.SourceBytes + end.Usage.Sum(usage => usage.Usage.StoredBytes);
        return new()
        {
            DocumentId = item.DocumentId,
            Generation = end.Generation ?? 0,
            Chunks = end.Plan?.Chunks ?? 0,
            Rows = end.Plan?.Rows ?? 0,
            Tables = end.Plan?.Tables ?? [],
            DurationMs = (long)(time.GetUtcNow() - item.CreatedAt).TotalMilliseconds,
            RequestUnits = Math.Round(requestUnits, 2),
            RequestUnitsAreEstimated = options.RequestUnitsAreEstimated,
            EmbeddingTokens = tokens,
            EmbeddingsReused = end.Usage.Sum(usage => usage.Usage.EmbeddingsReused),
            StoredBytes = bytes,
            Activities = [.. end.Usage.Select(usage => ActivityOf(item, usage))],
            Cost = CostOf(requestUnits, tokens, bytes),
        };
    }

    private static ReceiptActivity ActivityOf(IngestionItem item, ActivityUsage usage) => new(
        usage.Name,
        usage.Calls,
        Math.Max(usage.Calls, item.Attempts.GetValueOrDefault(usage.Name)),
        usage.Usage.DurationMs,
        Math.Round(usage.Usage.RequestUnits, 2),
        usage.Usage.Tokens);

    private ReceiptCost CostOf(double requestUnits, long tokens, long bytes)
    {
        TriviumPrices prices = options.Prices;
        ReceiptCostLine[] lines =
        [
            ReceiptCostLine.RequestUnits(requestUnits, options),
            ReceiptCostLine.Of("storage for a month", bytes, "byte", prices.GigabyteMonth / Giga),
            ReceiptCostLine.PerMillion("embedding", tokens, "token", prices.MillionEmbeddingTokens),
        ];
        return new(prices.Currency, lines.Sum(line => line.Amount), lines);
    }
}
