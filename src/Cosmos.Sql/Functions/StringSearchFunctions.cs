using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Functions that look for strings in strings; with a last argument true they ignore case.</summary>
internal static class StringSearchFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        Test("CONTAINS", static (text, part, comparison) => text.Contains(part, comparison)),
        Test("ENDSWITH", static (text, part, comparison) => text.EndsWith(part, comparison)),
        Test("STARTSWITH", static (text, part, comparison) => text.StartsWith(part, comparison)),
        Test("StringEquals", static (text, part, comparison) => text.Equals(part, comparison)),
        Each("ContainsAllCI", StringComparison.OrdinalIgnoreCase, needsAll: true),
        Each("ContainsAllCS", StringComparison.Ordinal, needsAll: true),
        Each("ContainsAnyCI", StringComparison.OrdinalIgnoreCase, needsAll: false),
        Each("ContainsAnyCS", StringComparison.Ordinal, needsAll: false),
        FunctionDefinition.Of("INDEX_OF", 2, 3, IndexOf),
        FunctionDefinition.Of("LASTINDEXOF", static (text, part) => text.IsString && part.IsString
            ? CosmosValue.FromNumber(text.AsString().LastIndexOf(part.AsString(), StringComparison.Ordinal))
            : default),
    ];

    private static FunctionDefinition Test(string name, Func<string, string, StringComparison, bool> body) =>
        FunctionDefinition.Of(name, 2, 3, arguments =>
        {
            if (!arguments[0].IsString || !arguments[1].IsString) return default;
            var ignoresCase = arguments.Length == 3 && arguments[2].IsTrue;
            var comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            return CosmosValue.FromBoolean(body(arguments[0].AsString(), arguments[1].AsString(), comparison));
        });

    private static FunctionDefinition Each(string name, StringComparison comparison, bool needsAll) =>
        FunctionDefinition.Of(name, 2, int.MaxValue, arguments =>
        {
            if (!Array.TrueForAll(arguments, argument => argument.IsString)) return default;
            for (var i = 1; i < arguments.Length; i++)
                if (arguments[0].AsString()
                    .Contains(arguments[i].AsString(), comparison) != needsAll) return CosmosValue.FromBoolean(
                        !needsAll);
            return CosmosValue.FromBoolean(needsAll);
        });

    private static CosmosValue IndexOf(CosmosValue[] arguments)
    {
        if (!arguments[0].IsString || !arguments[1].IsString) return default;
        var from = 0;
        if (arguments.Length == 3 && !Integers.TryGet32(arguments[2], out from)) return default;
        var text = arguments[0].AsString();
        if (from < 0 || from > text.Length) return CosmosValue.FromNumber(-1);
        return CosmosValue.FromNumber(text.IndexOf(arguments[1].AsString(), from, StringComparison.Ordinal));
    }
}
