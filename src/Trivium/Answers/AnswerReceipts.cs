using Trivium.Answers.Generated;
using Trivium.Ingestion;
using Trivium.Storage;

namespace Trivium.Answers;

/// <summary>Writes the receipts of answers.</summary>
internal sealed class AnswerReceipts(TriviumOptions options)
{
    public AskReceipt Of(RequestUnitMeter meter, ChatUsage usage, TimeSpan duration)
    {
        TriviumPrices prices = options.Prices;
        ReceiptCostLine[] lines =
        [
            ReceiptCostLine.RequestUnits(meter.Total, options),
            ReceiptCostLine.PerMillion("chat, read", usage.InputTokens, "token", prices.MillionChatInputTokens),
            ReceiptCostLine.PerMillion("chat, written", usage.OutputTokens, "token", prices.MillionChatOutputTokens),
        ];
        return new(
            Math.Round(meter.Total, 2),
            options.RequestUnitsAreEstimated,
            usage.InputTokens,
            usage.OutputTokens,
            (long)duration.TotalMilliseconds,
            new(prices.Currency, lines.Sum(line => line.Amount), lines));
    }
}
