namespace Trivium.Tables.Query;

/// <summary>
/// What to say where a query stops being one: people write what other databases have, and are told what to do instead.
/// </summary>
internal static class MissingSyntax
{
    private const string Joins = "Tables cannot be joined; ask for each and join the answers.";
    private const string Unions = "Answers cannot be combined; ask for each and put them together.";
    private const string Writes = "Nothing can be written with SQL; tables change with their documents, "
        + "by PUT and DELETE /v1/documents/{id}.";
    private const string Windows = "Window functions are not there; sort with ORDER BY and compare the rows.";
    private const string Subqueries = "A subquery reads the arrays of a row only; ask for it first and pass the answer "
        + "as a parameter: ARRAY_CONTAINS(@values, x).";

    private const string Gaps = "Gaps come first in ascending order, and last in descending.";
    private const string Slices = "Write LIMIT 10, or OFFSET 20 LIMIT 10.";

    // By the word the query stops at.
    private static readonly Dictionary<string, string> _found = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ALTER"] = Writes,
        ["CONVERT"] = "Write CAST(x AS type).",
        ["CREATE"] = Writes,
        ["CROSS"] = Joins,
        ["DELETE"] = Writes,
        ["DESC"] = "The tables and their columns are at GET /v1/tables.",
        ["DESCRIBE"] = "The tables and their columns are at GET /v1/tables.",
        ["DROP"] = Writes,
        ["EXPLAIN"] = "Send the query to POST /v1/sql:explain.",
        ["FETCH"] = Slices,
        ["FULL"] = Joins,
        ["GRANT"] = Writes,
        ["ILIKE"] = "Write LOWER(x) LIKE '…'.",
        ["INNER"] = Joins,
        ["INSERT"] = Writes,
        ["INTO"] = Writes,
        ["LEFT"] = Joins,
        ["MERGE"] = Writes,
        ["NULLS"] = Gaps,
        ["ON"] = Joins,
        ["OUTER"] = Joins,
        ["OVER"] = Windows,
        ["PRAGMA"] = "The tables and their columns are at GET /v1/tables.",
        ["REPLACE"] = Writes,
        ["RIGHT"] = Joins,
        ["SET"] = Writes,
        ["SHOW"] = "The tables and their columns are at GET /v1/tables.",
        ["TRUNCATE"] = Writes,
        ["UPDATE"] = Writes,
        ["USING"] = Joins,
        ["VALUES"] = Writes,
        ["WINDOW"] = Windows,
        ["WITH"] = "WITH is not possible; ask for each part on its own.",
    };

    // Keywords that tables have columns of.
    private static readonly HashSet<string> _columns = new(StringComparer.OrdinalIgnoreCase)
    {
        "ASC", "END", "GROUP", "IN", "IS", "LIMIT", "OFFSET", "ORDER", "THEN", "WHEN", "WHERE",
    };

    // By the word before it.
    private static readonly Dictionary<string, string> _before = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DATE"] = "Dates are ISO 8601 text: write '2026-01-31' without DATE.",
        ["EXCEPT"] = Unions,
        ["FETCH"] = Slices,
        ["INTERSECT"] = Unions,
        ["INTERVAL"] = "Write DateTimeAdd('day', -7, x).",
        ["NATURAL"] = Joins,
        ["TIMESTAMP"] = "Times are ISO 8601 text: write '2026-01-31T09:00:00Z' without TIMESTAMP.",
        ["UNION"] = Unions,
    };

    /// <summary>The advice with a blank before it, or nothing.</summary>
    /// <param name="query">The query as written.</param>
    /// <param name="line">The line where it stops, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    public static string AdviceFor(string query, int line, int column)
    {
        if (line < 1) return "";
        int at = IndexOf(query, line, column);
        string found = WordAt(query, at);
        string before = WordBefore(query, at);
        return AdviceFor(query, at, found, before) is { } advice ? $" {advice}" : "";
    }

    private static string? AdviceFor(string query, int at, string found, string before)
    {
        if (query[..at].EndsWith('(') && Is(found, "SELECT")) return Subqueries;
        if (Is(before, "ALL") && Is(WordBefore(query, StartOfWordBefore(query, at)), "UNION")) return Unions;
        if (Is(before, "DISTINCT") && Is(found, "ON"))
            return "Write GROUP BY, with MIN or MAX of what each group shows.";
        if (_before.TryGetValue(before, out string? advice)) return advice;
        if (_found.TryGetValue(found, out advice)) return advice;
        if (_columns.Contains(found)) return $"A column of that name is written in double quotes: \"{found}\".";
        if (query[..at].EndsWith('=') && query.AsSpan(at).StartsWith("=")) return "Equality is a single =.";
        if (At(query, at, ',') && Is(WordBefore(query, StartOfWordBefore(query, at)), "LIMIT")) return Slices;
        if (At(query, at, ',') && IsInFrom(query[..at])) return Joins;
        if (query.AsSpan(at).StartsWith("::", StringComparison.Ordinal)) return "Write CAST(x AS type).";
        if (query[..at].TrimEnd().EndsWith(';'))
            return "Nothing can follow the ; at its end: send one query at a time.";
        return query[..at].Trim().Length == 0 ? "Nothing but SELECT is possible here." : null;
    }

    private static bool At(string query, int at, char character) => at < query.Length && query[at] == character;

    private static bool Is(string word, string keyword) => word.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    // After FROM and before any clause that follows it.
    private static bool IsInFrom(string before)
    {
        int from = before.LastIndexOf("FROM ", StringComparison.OrdinalIgnoreCase);
        string[] later = ["WHERE ", "GROUP ", "ORDER ", "HAVING ", "LIMIT ", "("];
        return from >= 0 && !later.Any(
            clause => before.AsSpan(from).Contains(clause, StringComparison.OrdinalIgnoreCase));
    }

    private static int IndexOf(string query, int line, int column)
    {
        var start = 0;
        for (; line > 1; line--)
        {
            int end = query.IndexOf('\n', start);
            if (end < 0) break;
            start = end + 1;
        }

        return Math.Min(start + column - 1, query.Length);
    }

    private static string WordAt(string query, int at)
    {
        int end = at;
        while (end < query.Length && IsPart(query[end])) end++;
        return query[at..end];
    }

    private static string WordBefore(string query, int at)
    {
        int start = StartOfWordBefore(query, at);
        return start < at ? WordAt(query, start) : "";
    }

    // Where the word begins that only blanks part from here.
    private static int StartOfWordBefore(string query, int at)
    {
        int end = at;
        while (end > 0 && char.IsWhiteSpace(query[end - 1])) end--;
        int start = end;
        while (start > 0 && IsPart(query[start - 1])) start--;
        return start;
    }

    private static bool IsPart(char character) => character == '_' || char.IsLetterOrDigit(character);
}
