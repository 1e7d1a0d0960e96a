using Trivium.Cosmos.Sql;
using Trivium.Cosmos.Sql.Syntax;
using Trivium.Cosmos.Sql.Values;
using Trivium.Tables.Catalog;

namespace Trivium.Tables.Query;

/// <summary>
/// Functions by the names that other databases give them, and what to say of those that are not there.
/// </summary>
internal static class FunctionNames
{
    /// <summary>32: COALESCE of more is a program's, and would nest deeper than the store reads.</summary>
    private const int CoalesceArgumentsMax = 32;

    private static readonly Dictionary<string, string> _renamed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CEIL"] = "CEILING",
        ["CHAR_LENGTH"] = "LENGTH",
        ["LCASE"] = "LOWER",
        ["LEN"] = "LENGTH",
        ["NOW"] = "GetCurrentDateTime",
        ["POW"] = "POWER",
        ["UCASE"] = "UPPER",
    };

    private static readonly Dictionary<string, string> _instead = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ARRAY_AGG"] = "MAKELIST(x) makes an array of all values",
        ["CONVERT"] = "write CAST(x AS type)",
        ["DATE_TRUNC"] = "dates are ISO 8601 text; cut it: LEFT(x, 7) is the month, LEFT(x, 4) the year",
        ["EXTRACT"] = "write YEAR(x), MONTH(x), DAY(x) or DateTimePart('hour', x)",
        ["GROUP_CONCAT"] = "MAKELIST(x) makes an array of all values",
        ["ISNULL"] = "write x IS NULL, or COALESCE(x, other)",
        ["LAG"] = "window functions are not there; sort with ORDER BY and compare the rows",
        ["LEAD"] = "window functions are not there; sort with ORDER BY and compare the rows",
        ["RANK"] = "window functions are not there; sort with ORDER BY and number the rows",
        ["ROW_NUMBER"] = "window functions are not there; sort with ORDER BY and number the rows",
        ["STRFTIME"] = "dates are ISO 8601 text; cut it: LEFT(x, 7) is the month, LEFT(x, 4) the year",
        ["STRING_AGG"] = "MAKELIST(x) makes an array of all values",
        ["SUBSTR"] = "write SUBSTRING(text, start, length), where start counts from 0",
        ["TO_CHAR"] = "write CAST(x AS TEXT), or DateTimeFormat(x, 'yyyy-MM')",
    };

    // What needs items, indexes or stored code that SQL does not show.
    private static readonly HashSet<string> _search = new(StringComparer.OrdinalIgnoreCase)
    {
        "FullTextScore", "VectorDistance", "RRF", "FullTextContains", "FullTextContainsAll", "FullTextContainsAny",
    };

    /// <summary>The call as the store knows it.</summary>
    /// <exception cref="Errors.TriviumException"><c>invalid</c>: there is no such function.</exception>
    public static SqlExpression Known(FunctionCallExpression call)
    {
        if (call.IsUserDefined)
            throw SqlFault.At(call, $"udf.{call.Name} is not a function here; there are no user-defined functions.");
        if (call.Name.Equals("DOCUMENTID", StringComparison.OrdinalIgnoreCase))
            throw SqlFault.At(call, "DOCUMENTID is not a function here; documentId is a column of every table.");
        if (_search.Contains(call.Name))
            throw SqlFault.At(call, $"{call.Name} is not a function here; search with POST /v1/search.");
        if (_renamed.TryGetValue(call.Name, out string? name)) return call with { Name = name };
        switch (call.Name.ToUpperInvariant())
        {
            case "COALESCE" or "IFNULL" or "NVL":
                return Coalesce(call);
            case "NULLIF":
                return NullIf(call);
            case "MOD" when call.Arguments.Count == 2:
                return new BinaryExpression(BinaryOperator.Modulo, call.Arguments[0], call.Arguments[1])
                {
                    Position = call.Position,
                };
            default:
                return Aggregates.Is(call) || SqlFunctions.Contains(call.Name) ? call : throw Unknown(call);
        }
    }

    private static Exception Unknown(FunctionCallExpression call)
    {
        if (_instead.TryGetValue(call.Name, out string? instead))
            return SqlFault.At(call, $"{call.Name} is not a function here; {instead}.");
        string? near = NameMatch.Nearest(SqlFunctions.Names, call.Name);
        return SqlFault.At(
            call,
            near is null
                ? $"{call.Name} is not a function; the functions are those of Azure Cosmos DB for NoSQL."
                : $"{call.Name} is not a function. Did you mean {near}?");
    }

    private static SqlExpression Coalesce(FunctionCallExpression call)
    {
        if (call.Arguments.Count is >= 2 and <= CoalesceArgumentsMax)
            return Balanced([.. call.Arguments], call.Position);
        throw SqlFault.At(
            call,
            $"{call.Name.ToUpperInvariant()} takes 2 to {CoalesceArgumentsMax} arguments "
                + $"but has {call.Arguments.Count}.");
    }

    // a ?? (b ?? c) is (a ?? b) ?? c; halved, the tree stays low.
    private static SqlExpression Balanced(ReadOnlySpan<SqlExpression> arguments, SourcePosition position)
    {
        if (arguments.Length == 1) return arguments[0];
        int half = arguments.Length / 2;
        return new BinaryExpression(
            BinaryOperator.Coalesce, Balanced(arguments[..half], position), Balanced(arguments[half..], position))
        {
            Position = position,
        };
    }

    // Said twice, so it must be short: nested ones would double with each level.
    private static ConditionalExpression NullIf(FunctionCallExpression call)
    {
        if (call.Arguments is not [var value, var other] || DottedName.Of(value) is null)
            throw SqlFault.At(call, "NULLIF takes a column and a value, as in NULLIF(amount, 0).");
        var isEqual = new BinaryExpression(BinaryOperator.Equal, value, other) { Position = call.Position };
        return new(isEqual, new LiteralExpression(CosmosValue.Undefined), value) { Position = call.Position };
    }
}
