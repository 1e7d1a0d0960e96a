using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Functions of real numbers; undefined for anything else.</summary>
internal static class MathFunctions
{
    // The most decimal places a double can be rounded to.
    private const int RoundDigitsMax = 15;

    public static IEnumerable<FunctionDefinition> All =>
    [
        Of("ABS", Math.Abs), Of("ACOS", Math.Acos), Of("ASIN", Math.Asin), Of("ATAN", Math.Atan),
        Of("CEILING", Math.Ceiling), Of("COS", Math.Cos), Of("COT", static x => 1 / Math.Tan(x)),
        Of("DEGREES", static x => x * 180 / Math.PI), Of("EXP", Math.Exp), Of("FLOOR", Math.Floor),
        Of("LOG10", Math.Log10), Of("RADIANS", static x => x * Math.PI / 180),
        Of("SIGN", static x => double.IsNaN(x) ? x : Math.Sign(x)), Of("SIN", Math.Sin), Of("SQRT", Math.Sqrt),
        Of("SQUARE", static x => x * x), Of("TAN", Math.Tan), Of("TRUNC", Math.Truncate),
        Of("POWER", Math.Pow),
        // The service documents the first argument as x, so this is atan2(second, first).
        Of("ATN2", static (x, y) => Math.Atan2(y, x)),
        FunctionDefinition.Of("LOG", 1, 2, Log),
        FunctionDefinition.Of("ROUND", 1, 2, Round),
        FunctionDefinition.Of("NumberBin", 1, 2, NumberBin),
        FunctionDefinition.Of("PI", 0, 0, static _ => CosmosValue.FromNumber(Math.PI)),
        FunctionDefinition.OfFrame("RAND", static frame => CosmosValue.FromNumber(frame.Random.NextDouble())),
    ];

    private static FunctionDefinition Of(string name, Func<double, double> body) =>
        FunctionDefinition.Of(name, value => value.IsNumber ? CosmosValue.FromNumber(body(value.AsNumber())) : default);

    private static FunctionDefinition Of(string name, Func<double, double, double> body) =>
        FunctionDefinition.Of(name, (left, right) => left.IsNumber && right.IsNumber
            ? CosmosValue.FromNumber(body(left.AsNumber(), right.AsNumber()))
            : default);

    private static CosmosValue Log(CosmosValue[] arguments)
    {
        if (!Array.TrueForAll(arguments, argument => argument.IsNumber)) return default;
        var number = arguments[0].AsNumber();
        return CosmosValue.FromNumber(
            arguments.Length == 1 ? Math.Log(number) : Math.Log(number, arguments[1].AsNumber()));
    }

    private static CosmosValue Round(CosmosValue[] arguments)
    {
        if (!arguments[0].IsNumber) return default;
        var digits = 0;
        if (arguments.Length == 2 && !Integers.TryGet32(arguments[1], out digits)) return default;
        var number = arguments[0].AsNumber();
        if (digits >= 0) return CosmosValue.FromNumber(
            Math.Round(number, Math.Min(digits, RoundDigitsMax), MidpointRounding.AwayFromZero));
        var unit = Math.Pow(10, Math.Min(-(double)digits, 308));
        return CosmosValue.FromNumber(Math.Round(number / unit, MidpointRounding.AwayFromZero) * unit);
    }

    private static CosmosValue NumberBin(CosmosValue[] arguments)
    {
        if (!Array.TrueForAll(arguments, argument => argument.IsNumber)) return default;
        var size = arguments.Length == 2 ? arguments[1].AsNumber() : 1;
        return size == 0 ? default : CosmosValue.FromNumber(Math.Floor(arguments[0].AsNumber() / size) * size);
    }
}
