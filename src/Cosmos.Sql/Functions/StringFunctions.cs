using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Functions that make strings of strings. Lengths and positions count UTF-16 code units.</summary>
internal static class StringFunctions
{
    // The service's own bound on what REPLICATE returns; beyond it the result is undefined.
    private const int ReplicateCharsMax = 10_000;

    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionDefinition.Of("CONCAT", 2, int.MaxValue, Concat),
        FunctionDefinition.Of(
            "LENGTH", static text => text.IsString ? CosmosValue.FromNumber(text.AsString().Length) : default),
        Of("LOWER", static text => text.ToLowerInvariant()),
        Of("UPPER", static text => text.ToUpperInvariant()),
        Of("REVERSE", Reverse),
        Trimmed("LTRIM", static (text, characters) => text.TrimStart(characters)),
        Trimmed("RTRIM", static (text, characters) => text.TrimEnd(characters)),
        Trimmed("TRIM", static (text, characters) => text.Trim(characters)),
        FunctionDefinition.Of("REPLACE", 3, 3, Replace),
        FunctionDefinition.Of("REPLICATE", Replicate),
        FunctionDefinition.Of("StringJoin", Join),
        FunctionDefinition.Of("StringSplit", Split),
    ];

    private static FunctionDefinition Of(string name, Func<string, string> body) =>
        FunctionDefinition.Of(name, text => text.IsString ? CosmosValue.FromText(body(text.AsString())) : default);

    private static FunctionDefinition Trimmed(string name, Func<string, char[], string> body) =>
        FunctionDefinition.Of(name, 1, 2, arguments => Array.TrueForAll(arguments, argument => argument.IsString)
            ? CosmosValue.FromText(
                body(arguments[0].AsString(), arguments.Length == 2 ? arguments[1].AsString().ToCharArray() : []))
            : default);

    private static CosmosValue Concat(CosmosValue[] arguments)
    {
        long length = 0;
        foreach (var argument in arguments)
        {
            if (!argument.IsString) return default;
            length += argument.AsString().Length;
        }

        ValueWeight.Check(length);
        return CosmosValue.FromText(string.Concat(arguments.Select(argument => argument.AsString())));
    }

    // By whole characters: reversing code units would tear surrogate pairs apart.
    private static string Reverse(string text)
    {
        var reversed = new char[text.Length];
        var end = text.Length;
        foreach (var rune in text.EnumerateRunes())
        {
            end -= rune.Utf16SequenceLength;
            rune.EncodeToUtf16(reversed.AsSpan(end));
        }

        return new string(reversed);
    }

    private static CosmosValue Replace(CosmosValue[] arguments)
    {
        if (!Array.TrueForAll(arguments, argument => argument.IsString)) return default;
        string text = arguments[0].AsString(), old = arguments[1].AsString(), replacement = arguments[2].AsString();
        if (old.Length == 0) return arguments[0];
        ValueWeight.Check(text.Length / old.Length * (long)replacement.Length);
        return CosmosValue.FromText(text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private static CosmosValue Replicate(CosmosValue text, CosmosValue count)
    {
        if (!text.IsString || !Integers.TryGet32(count, out var times) || times < 0) return default;
        var value = text.AsString();
        if ((long)value.Length * times > ReplicateCharsMax) return default;
        return CosmosValue.FromText(string.Concat(Enumerable.Repeat(value, value.Length == 0 ? 0 : times)));
    }

    private static CosmosValue Join(CosmosValue array, CosmosValue separator)
    {
        if (!array.IsArray || !separator.IsString) return default;
        var items = array.ArrayNode.Items;
        if (!Array.TrueForAll(items, item => item.IsString)) return default;
        ValueWeight.Check(items.Sum(item => (long)item.AsString().Length + separator.AsString().Length));
        return CosmosValue.FromText(string.Join(separator.AsString(), items.Select(item => item.AsString())));
    }

    private static CosmosValue Split(CosmosValue text, CosmosValue separator)
    {
        if (!text.IsString || !separator.IsString) return default;
        if (separator.AsString().Length == 0) return CosmosValue.FromDefinedArray([text]);
        return CosmosValue.FromDefinedArray(
            Array.ConvertAll(text.AsString().Split(separator.AsString()), CosmosValue.FromString));
    }
}
