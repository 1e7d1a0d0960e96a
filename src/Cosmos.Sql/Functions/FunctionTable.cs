using System.Collections.Frozen;
using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Functions;

/// <summary>All functions by name, without regard to case.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, FunctionDefinition> Definitions =
        new IEnumerable<FunctionDefinition>[]
        {
            ArrayFunctions.All, SetFunctions.All, ArrayAggregateFunctions.All, StringFunctions.All,
            StringSearchFunctions.All, SubstringFunctions.All, StringConversionFunctions.All, RegexFunctions.All,
            MathFunctions.All, IntegerFunctions.All, TypeFunctions.All, DateTimeFunctions.All, ClockFunctions.All,
            FullTextFunctions.All, VectorFunctions.All, ConditionalFunctions.All,
        }
        .SelectMany(family => family)
        .ToFrozenDictionary(definition => definition.Name, StringComparer.OrdinalIgnoreCase);

    // Known to the service, not to this engine; the message says so instead of calling them misspelt.
    private static readonly FrozenSet<string> Unsupported = new[]
    {
        "ST_AREA", "ST_DISTANCE", "ST_INTERSECTS", "ST_ISVALID", "ST_ISVALIDDETAILED", "ST_WITHIN", "DOCUMENTID",
            "HASH",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Definitions.Keys;

    public static bool IsKnown(string name) => Definitions.ContainsKey(name) || Unsupported.Contains(name);

    public static FunctionDefinition Find(FunctionCallExpression call)
    {
        if (Definitions.TryGetValue(call.Name, out var definition)) return definition;
        throw Unsupported.Contains(call.Name)
            ? new SqlException(
                SqlErrorCodes.NotSupported, call.Position, $"{call.Name} is not supported by this engine.")
            : new SqlException(
                SqlErrorCodes.UnknownFunction, call.Position,
                $"{call.Name} is not a function; check its spelling.");
    }
}
