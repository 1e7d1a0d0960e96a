using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Parts of strings, by position or by what stands beside them.</summary>
internal static class SubstringFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionDefinition.Of(
            "LEFT", static (text, count) => Part(text, count, static (value, length) => value[..length])),
        FunctionDefinition.Of(
            "RIGHT", static (text, count) => Part(text, count, static (value, length) => value[^length..])),
        FunctionDefinition.Of("SUBSTRING", 3, 3, Substring),
        Beside("SubstringAfter", isLast: false, isAfter: true),
        Beside("SubstringBefore", isLast: false, isAfter: false),
        Beside("LastSubstringAfter", isLast: true, isAfter: true),
        Beside("LastSubstringBefore", isLast: true, isAfter: false),
    ];

    private static CosmosValue Part(CosmosValue text, CosmosValue count, Func<string, int, string> cut)
    {
        if (!text.IsString || !Integers.TryGet(count, out var length)) return default;
        var value = text.AsString();
        return CosmosValue.FromString(cut(value, (int)Math.Clamp(length, 0, value.Length)));
    }

    private static CosmosValue Substring(CosmosValue[] arguments)
    {
        if (!arguments[0].IsString || !Integers.TryGet(arguments[1], out var start)) return default;
        if (!Integers.TryGet(arguments[2], out var length)) return default;
        var text = arguments[0].AsString();
        if (start < 0 || start >= text.Length || length <= 0) return CosmosValue.FromString("");
        return CosmosValue.FromString(text.Substring((int)start, (int)Math.Min(length, text.Length - start)));
    }

    // Without an occurrence the whole string is before it, and nothing is after it.
    private static FunctionDefinition Beside(string name, bool isLast, bool isAfter) =>
        FunctionDefinition.Of(name, (text, mark) =>
        {
            if (!text.IsString || !mark.IsString) return default;
            string value = text.AsString(), sought = mark.AsString();
            var at = isLast
                ? value.LastIndexOf(sought, StringComparison.Ordinal)
                : value.IndexOf(sought, StringComparison.Ordinal);
            if (at < 0) return CosmosValue.FromString(isAfter ? "" : value);
            return CosmosValue.FromString(isAfter ? value[(at + sought.Length)..] : value[..at]);
        });
}
