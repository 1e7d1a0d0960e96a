using System.Text.RegularExpressions;
using Trivium.Cosmos.Sql.Evaluation.Expressions;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>Functions of regular expressions, with the modifiers i, m, s and x as their last argument.</summary>
internal static class RegexFunctions
{
    // Patterns that need backtracking may take exponential time; no honest one takes this long on one string.
    private static readonly TimeSpan MatchTimeMax = TimeSpan.FromSeconds(1);

    public static IEnumerable<FunctionDefinition> All =>
    [
        Of("RegexMatch", 2, 3, static (regex, arguments) =>
            CosmosValue.FromBoolean(regex.IsMatch(arguments[0].AsString()))),
        Of("RegexExtract", 2, 3, static (regex, arguments) =>
            regex.Match(arguments[0].AsString()) is { Success: true } match
                ? CosmosValue.FromText(match.Value) : default),
        Of("RegexExtractAll", 2, 3, static (regex, arguments) =>
            CosmosValue.FromArray(
                regex.Matches(arguments[0].AsString()).Select(match => CosmosValue.FromText(match.Value)))),
        Of("RegexReplace", 3, 4, static (regex, arguments) =>
            CosmosValue.FromText(regex.Replace(arguments[0].AsString(), arguments[2].AsString(), 1))),
        Of("RegexReplaceAll", 3, 4, static (regex, arguments) =>
            CosmosValue.FromText(regex.Replace(arguments[0].AsString(), arguments[2].AsString()))),
    ];

    // The pattern is the second argument, the modifiers the one after the required ones.
    private static FunctionDefinition Of(string name, int min, int max, Func<Regex, CosmosValue[], CosmosValue> body) =>
        new(name, min, max, (call, compiler) =>
        {
            var arguments = compiler.CompileAll(call.Arguments);
            var isFixed = arguments[1].IsConstant && (arguments.Length < max || arguments[^1].IsConstant);
            var ready = isFixed
                ? Build(arguments[1].Constant, arguments.Length == max ? arguments[^1].Constant : null, call) : null;
            return Compiled.From(
                frame =>
                {
                    var values = FunctionDefinition.Evaluate(arguments, frame);
                    if (!Array.TrueForAll(values, value => value.IsString)) return default;
                    var regex = ready ?? Build(values[1], values.Length == max ? values[^1] : null, call)!;
                    return Run(regex, values, body, call);
                },
                arguments);
        });

    private static CosmosValue Run(
        Regex regex, CosmosValue[] values, Func<Regex, CosmosValue[], CosmosValue> body, FunctionCallExpression call)
    {
        try
        {
            return body(regex, values);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new SqlException(
                SqlErrorCodes.LimitExceeded, call.Position,
                $"the pattern \"{regex}\" ran for more than {MatchTimeMax.TotalSeconds} s on one string; avoid "
                + "nested repetition.");
        }
    }

    private static Regex? Build(CosmosValue pattern, CosmosValue? modifiers, FunctionCallExpression call)
    {
        if (!pattern.IsString || modifiers is { IsString: false }) return null;
        var options = RegexOptions.CultureInvariant;
        foreach (var modifier in modifiers?.AsString() ?? "")
        {
            options |= modifier switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => throw new SqlException(
                    SqlErrorCodes.Literal, call.Position,
                    $"the modifier '{modifier}' of {call.Name} does not exist; use i, m, s or x."),
            };
        }

        try
        {
            return NonBacktracking(pattern.AsString(), options) ?? new Regex(pattern.AsString(), options, MatchTimeMax);
        }
        catch (ArgumentException fault)
        {
            throw new SqlException(
                SqlErrorCodes.Literal, call.Position,
                $"\"{pattern.AsString()}\" is not a regular expression: {fault.Message}");
        }
    }

    // Linear time, but without lookaround and backreferences, and only up to a size.
    private static Regex? NonBacktracking(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, MatchTimeMax);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
