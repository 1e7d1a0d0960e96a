using Trivium.Embeddings;
using Trivium.Terms;

namespace Trivium.Search;

/// <summary>How a query is worded: as keywords, or as people speak.</summary>
internal static class QueryWording
{
    /// <summary>50: the commonest words of English down to there are grammar. 20 or 150 measure the same.</summary>
    private const int GrammarWords = 50;

    /// <summary>
    /// Whether it has words that only grammar needs: one of the commonest of English, or hiragana, in which Japanese
    /// writes its particles and endings.
    /// </summary>
    public static bool HasGrammar(string query)
    {
        foreach (TextRun run in TextRuns.Of(FoldedText.Of(query).Text))
        {
            bool isGrammar = run.Script == Script.Word
                ? WordList.Shared.IndexOf(run.Text.Span) is >= 0 and < GrammarWords
                : run.Text.Span.IndexOfAnyInRange('\u3041', '\u3096') >= 0;
            if (isGrammar) return true;
        }

        return false;
    }
}
