namespace Trivium;

/// <summary>
/// Unit prices for receipts. The defaults are list prices of Cosmos DB serverless in US dollars; models are free.
/// </summary>
public sealed record TriviumPrices
{
    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The price of a million request units.</summary>
    public decimal MillionRequestUnits { get; init; } = 0.25m;

    /// <summary>The price of a gigabyte (10^9 bytes) stored for a month.</summary>
    public decimal GigabyteMonth { get; init; } = 0.25m;

    /// <summary>The price of a million model tokens embedded.</summary>
    public decimal MillionEmbeddingTokens { get; init; }

    /// <summary>The price of a million model tokens a chat model reads.</summary>
    public decimal MillionChatInputTokens { get; init; }

    /// <summary>The price of a million model tokens a chat model writes.</summary>
    public decimal MillionChatOutputTokens { get; init; }

    internal IEnumerable<string> Validate()
    {
        if (Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetterUpper))
            yield return $"{nameof(TriviumOptions.Prices)}.{nameof(Currency)} is '{Currency}'; three capital letters (ISO 4217) are needed.";
        decimal[] all = [MillionRequestUnits, GigabyteMonth, MillionEmbeddingTokens, MillionChatInputTokens, MillionChatOutputTokens];
        if (all.Any(price => price < 0))
            yield return $"{nameof(TriviumOptions.Prices)} has a price below zero.";
    }
}
