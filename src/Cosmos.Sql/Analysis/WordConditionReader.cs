using Trivium.Cosmos.Sql.Evaluation.Ranking;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Analysis;

/// <summary>Reads FullTextContains, FullTextContainsAll and FullTextContainsAny of single words.</summary>
internal static class WordConditionReader
{
    /// <summary>Null for anything else; a phrase of several words needs the text itself.</summary>
    public static WordCondition? TryRead(SqlExpression expression, string alias, Constants constants)
    {
        if (expression is not FunctionCallExpression { IsUserDefined: false, Arguments.Count: >= 2 } call) return null;
        bool? needsAll = call.Name.ToUpperInvariant() switch
        {
            "FULLTEXTCONTAINS" or "FULLTEXTCONTAINSALL" => true,
            "FULLTEXTCONTAINSANY" => false,
            _ => null,
        };
        if (needsAll is null || ItemPaths.TryFind(call.Arguments[0], alias) is not { } path) return null;
        var words = new List<string>();
        foreach (var argument in call.Arguments.Skip(1))
        {
            if (!constants.TryGet(argument, out var value) || !value.IsString) return null;
            if (FullTextTokenizer.Tokenize(value.AsString()) is not [var word]) return null;
            words.Add(word);
        }

        return new WordCondition(path, words, needsAll.Value);
    }
}
