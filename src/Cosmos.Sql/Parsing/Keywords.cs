using System.Collections.Frozen;

namespace Trivium.Cosmos.Sql.Parsing;

/// <summary>Which words are not identifiers.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "AND", "ARRAY", "AS", "ASC", "BETWEEN", "BY", "CASE", "CAST", "CONVERT", "CROSS", "DESC", "DISTINCT", "ELSE",
        "END", "ESCAPE", "EXISTS", "FALSE", "FOR", "FROM", "GROUP", "HAVING", "IN", "INNER", "INSERT", "INTO", "IS",
        "JOIN", "LEFT", "LIKE", "LIMIT", "NOT", "NULL", "OFFSET", "ON", "OR", "ORDER", "OUTER", "OVER", "RIGHT",
        "SELECT", "SET", "THEN", "TOP", "TRUE", "UDF", "UNDEFINED", "UPDATE", "VALUE", "WHEN", "WHERE", "WITH",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Those that columns are called by, and that begin nothing where an expression can stand.
    private static readonly FrozenSet<string> Harmless = new[]
    {
        "BY", "CONVERT", "FOR", "INSERT", "INTO", "OVER", "SET", "TOP", "UPDATE", "VALUE",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Reserved.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryGet(ReadOnlySpan<char> word, out string keyword) =>
        Lookup.TryGetValue(word, out keyword!);

    /// <summary>Whether a keyword can be a name where an expression is expected.</summary>
    public static bool CanBeName(string keyword) => Harmless.Contains(keyword);

    public static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || !IsStart(name[0]) || Reserved.Contains(name)) return false;
        foreach (var character in name)
            if (!IsPart(character)) return false;
        return true;
    }

    public static bool IsStart(char character) => character == '_' || char.IsLetter(character);

    public static bool IsPart(char character) => character == '_' || char.IsLetterOrDigit(character);
}
