using Trivium.Cosmos.Sql.Evaluation.Expressions;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Functions of arrays; undefined when given something else.</summary>
internal static class ArrayFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionDefinition.Of("ARRAY_CONCAT", 2, int.MaxValue, Concat),
        new("ARRAY_CONTAINS", 2, 3, BindContains),
        FunctionDefinition.Of(
            "ARRAY_CONTAINS_ALL", 2, int.MaxValue, static arguments => ContainsEach(arguments, needsAll: true)),
        FunctionDefinition.Of(
            "ARRAY_CONTAINS_ANY", 2, int.MaxValue, static arguments => ContainsEach(arguments, needsAll: false)),
        FunctionDefinition.Of(
            "ARRAY_LENGTH", static array => array.IsArray ? CosmosValue.FromNumber(array.ArrayLength) : default),
        FunctionDefinition.Of("ARRAY_SLICE", 2, 3, Slice),
        FunctionDefinition.Of("CHOOSE", 2, int.MaxValue, Choose),
        FunctionDefinition.Of("ObjectToArray", 1, 3, ObjectToArray),
    ];

    private static CosmosValue Concat(CosmosValue[] arrays)
    {
        var all = new List<CosmosValue>();
        foreach (var array in arrays)
        {
            if (!array.IsArray) return default;
            ValueWeight.Check((long)all.Count + array.ArrayLength);
            all.AddRange(array.ArrayNode.Items);
        }

        return CosmosValue.FromDefinedArray(all.ToArray());
    }

    // A filter over thousands of constants asks one set for each row instead of going through all of them.
    private static Compiled BindContains(FunctionCallExpression call, ExpressionCompiler compiler)
    {
        var arguments = compiler.CompileAll(call.Arguments);
        if (arguments.Length != 2 || arguments[1].IsConstant
            || !arguments[0].IsConstant || !arguments[0].Constant.IsArray)
            return Compiled.From(frame => Contains(FunctionDefinition.Evaluate(arguments, frame)), arguments);
        var members = new HashSet<CosmosValue>(arguments[0].Constant.ArrayNode.Items);
        var wanted = arguments[1].Run;
        return Compiled.Of(frame => wanted(frame) is { IsDefined: true } value
            ? CosmosValue.FromBoolean(members.Contains(value)) : default);
    }

    private static CosmosValue Contains(CosmosValue[] arguments)
    {
        if (!arguments[0].IsArray || arguments[1].IsUndefined) return default;
        var allowsPartial = arguments.Length == 3 && arguments[2].IsTrue;
        foreach (var item in arguments[0].ArrayNode.Items)
            if (allowsPartial ? Covers(item, arguments[1]) : item.Equals(arguments[1])) return CosmosValue.True;
        return CosmosValue.False;
    }

    // A partial match: an object that has at least the wanted properties, at every level.
    private static bool Covers(CosmosValue item, CosmosValue wanted)
    {
        if (!item.IsObject || !wanted.IsObject) return item.Equals(wanted);
        foreach (var property in wanted.ObjectNode.Properties)
            if (!Covers(item[property.Key], property.Value)) return false;
        return true;
    }

    private static CosmosValue ContainsEach(CosmosValue[] arguments, bool needsAll)
    {
        if (!arguments[0].IsArray) return default;
        var present = new HashSet<CosmosValue>(arguments[0].ArrayNode.Items);
        for (var i = 1; i < arguments.Length; i++)
            if (present.Contains(arguments[i]) != needsAll) return CosmosValue.FromBoolean(!needsAll);
        return CosmosValue.FromBoolean(needsAll);
    }

    private static CosmosValue Slice(CosmosValue[] arguments)
    {
        if (!arguments[0].IsArray || !Integers.TryGet32(arguments[1], out var start)) return default;
        var items = arguments[0].ArrayNode.Items;
        long length = items.Length;
        if (arguments.Length == 3)
        {
            if (!Integers.TryGet32(arguments[2], out var wanted)) return default;
            length = wanted;
        }

        var from = Math.Clamp(start < 0 ? items.Length + (long)start : start, 0, items.Length);
        var count = Math.Clamp(length, 0, items.Length - from);
        return CosmosValue.FromDefinedArray(items.AsSpan((int)from, (int)count).ToArray());
    }

    private static CosmosValue Choose(CosmosValue[] arguments) =>
        Integers.TryGet32(arguments[0], out var index)
            && index >= 1 && index < arguments.Length ? arguments[index] : default;

    private static CosmosValue ObjectToArray(CosmosValue[] arguments)
    {
        if (!arguments[0].IsObject) return default;
        string name = "k", value = "v";
        if (arguments.Length > 1 && !TryText(arguments[1], ref name)) return default;
        if (arguments.Length > 2 && !TryText(arguments[2], ref value)) return default;
        var properties = arguments[0].ObjectNode.Properties;
        return CosmosValue.FromArray(properties.Select(property => CosmosValue.FromObject(
            [new(name, CosmosValue.FromString(property.Key)), new(value, property.Value)])));
    }

    private static bool TryText(CosmosValue argument, ref string text)
    {
        if (!argument.IsString) return false;
        text = argument.AsString();
        return true;
    }
}
