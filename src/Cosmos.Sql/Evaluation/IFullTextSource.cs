using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation;

/// <summary>What a store knows of the words in its items.</summary>
public interface IFullTextSource
{
    /// <summary>Statistics over the scope the store ranks within.</summary>
    /// <param name="path">The text's path: /terms.</param>
    /// <param name="terms">The words of the query as the tokenizer gives them: lower case, each once.</param>
    FullTextStatistics StatisticsOf(string path, IReadOnlyList<string> terms);

    /// <summary>How often the words occur in one item. False makes the evaluator count in the item's JSON.</summary>
    /// <param name="item">An item as given to the query.</param>
    /// <param name="path">The text's path.</param>
    /// <param name="terms">As for <see cref="StatisticsOf"/>.</param>
    /// <param name="counts">Receives one count for each term.</param>
    /// <param name="wordCount">The number of words in the text, repetitions included.</param>
    bool TryCount(
        CosmosValue item, string path, IReadOnlyList<string> terms, Span<int> counts, out int wordCount);
}

/// <summary>What BM25 needs to know of all texts together.</summary>
/// <param name="DocumentCount">How many items have a text.</param>
/// <param name="AverageWordCount">Words per text; 0 when there is none.</param>
/// <param name="DocumentFrequencies">For each term, in how many items it occurs.</param>
public sealed record FullTextStatistics(
    long DocumentCount, double AverageWordCount, IReadOnlyList<long> DocumentFrequencies);
