using Trivium.Ingestion;

namespace Trivium.Usage;

/// <summary>Adds receipts up.</summary>
internal sealed class UsageSum
{
    private readonly Dictionary<string, decimal> _cost = new(StringComparer.Ordinal);
    private long _count;
    private double _requestUnits;
    private long _tokens;
    private long _durationMs;
    private long _storedBytes;

    public double RequestUnits => _requestUnits;

    public void Add(Receipt receipt)
    {
        _count++;
        _requestUnits += receipt.RequestUnits;
        _tokens += receipt.EmbeddingTokens;
        _durationMs += receipt.DurationMs;
        _storedBytes += receipt.StoredBytes;
        _cost[receipt.Cost.Currency] = _cost.GetValueOrDefault(receipt.Cost.Currency) + receipt.Cost.Total;
    }

    public void Add(ReceiptActivity activity)
    {
        _count += activity.Calls;
        _requestUnits += activity.RequestUnits;
        _tokens += activity.Tokens;
        _durationMs += activity.DurationMs;
    }

    /// <summary>The sums of whole receipts.</summary>
    public UsageGroup Group(string key) => Activity(key) with { StoredBytes = _storedBytes, Cost = _cost };

    /// <summary>The sums of an activity, which stores and costs only as part of its ingestion.</summary>
    public UsageGroup Activity(string key) => new()
    {
        Key = key,
        Count = _count,
        RequestUnits = Math.Round(_requestUnits, 2),
        EmbeddingTokens = _tokens,
        DurationMs = _durationMs,
    };
}
