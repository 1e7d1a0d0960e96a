using Trivium.Cosmos.Sql.Evaluation.Ranking;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Whether a text has words. A phrase of several words must occur as it is; case never matters.</summary>
internal static class FullTextFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionDefinition.Of("FullTextContains", static (text, phrase) => Test([text, phrase], needsAll: true)),
        FunctionDefinition.Of(
            "FullTextContainsAll", 2, int.MaxValue, static arguments => Test(arguments, needsAll: true)),
        FunctionDefinition.Of(
            "FullTextContainsAny", 2, int.MaxValue, static arguments => Test(arguments, needsAll: false)),
    ];

    private static CosmosValue Test(CosmosValue[] arguments, bool needsAll)
    {
        if (!Array.TrueForAll(arguments, argument => argument.IsString)) return default;
        var words = FullTextTokenizer.Tokenize(arguments[0].AsString());
        for (var i = 1; i < arguments.Length; i++)
        {
            var phrase = FullTextTokenizer.Tokenize(arguments[i].AsString());
            if (HasPhrase(words, phrase) != needsAll) return CosmosValue.FromBoolean(!needsAll);
        }

        return CosmosValue.FromBoolean(needsAll);
    }

    private static bool HasPhrase(List<string> words, List<string> phrase)
    {
        if (phrase.Count == 0) return false;
        for (var start = 0; start + phrase.Count <= words.Count; start++)
        {
            var length = 0;
            while (length < phrase.Count && words[start + length] == phrase[length]) length++;
            if (length == phrase.Count) return true;
        }

        return false;
    }
}
