using System.Text;
using Trivium.Terms.Normalization;

namespace Trivium.Extraction.Tables;

/// <summary>
/// Headers and headings to names usable in SQL without quotes: NFKC, lower-case letters and digits of any script, and
/// underscores. <c>Unit Price (USD)</c> is <c>unit_price_usd</c>, <c>売上（円）</c> is <c>売上_円</c>.
/// </summary>
internal static class Identifiers
{
    /// <summary>63 characters, as in other SQL databases: a name is typed by people.</summary>
    public const int LengthMax = 63;

    /// <summary>The words of the dialect that are not identifiers.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "and", "array", "as", "asc", "between", "by", "case", "cast", "convert", "cross", "desc", "distinct", "else",
        "end", "escape", "exists", "false", "for", "from", "group", "having", "in", "inner", "insert", "into", "is",
        "join", "left", "like", "limit", "not", "null", "offset", "on", "or", "order", "outer", "over", "right", "select",
        "set", "then", "top", "true", "udf", "undefined", "update", "value", "when", "where", "with",
    };

    /// <summary>Tables every tenant has; a table of a document must not hide them.</summary>
    private static readonly HashSet<string> SystemTables = new(StringComparer.Ordinal)
    {
        "documents", "chunks", "links", "headings",
    };

    /// <summary>
    /// A name for a table, or null where the label has no letter or digit. Latin letters lose their accents.
    /// </summary>
    public static string? ForTable(string? label)
    {
        var name = Clean(StripMarks(CompatibilityNormalization.Normalize(label ?? "")));
        if (name.Length == 0)
            return null;
        return Words.Contains(name) || SystemTables.Contains(name) ? name + "_table" : name;
    }

    /// <summary>A name for a column; <paramref name="position"/> (from 1) names one without a usable header.</summary>
    public static string ForColumn(string label, int position)
    {
        var name = Clean(CompatibilityNormalization.Normalize(label));
        if (name.Length == 0)
            return $"column_{position}";
        return Words.Contains(name) ? name + "_" : name;
    }

    /// <summary>The name, or the first of name_2, name_3, … that is not taken; takes it.</summary>
    public static string Distinct(string name, HashSet<string> taken)
    {
        var candidate = name;
        for (var i = 2; !taken.Add(candidate); i++)
        {
            var suffix = $"_{i}";
            candidate = name[..Math.Min(name.Length, LengthMax - suffix.Length)] + suffix;
        }

        return candidate;
    }

    private static string StripMarks(string label)
    {
        var result = new StringBuilder(label.Length);
        foreach (var rune in label.EnumerateRunes())
        {
            if (!rune.IsAscii && UnicodeTables.Shared.TryDecompose(rune.Value, out var parts) && parts[0] < 0x80)
                result.Append((char)parts[0]);
            else
                result.Append(rune);
        }

        return result.ToString();
    }

    private static string Clean(string label)
    {
        var result = new StringBuilder();
        foreach (var rune in label.EnumerateRunes())
        {
            if (result.Length >= LengthMax - 2)
                break;
            // The lexer looks at UTF-16 units, where characters beyond the first plane are not letters.
            if (rune.IsBmp && Rune.IsLetterOrDigit(rune))
                result.Append(Rune.ToLowerInvariant(rune));
            else if (result.Length > 0 && result[^1] != '_')
                result.Append('_');
        }

        var name = result.ToString().TrimEnd('_');
        return name.Length > 0 && char.IsDigit(name[0]) ? "_" + name : name;
    }
}
