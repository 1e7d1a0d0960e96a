namespace Trivium.Tables.Catalog;

/// <summary>The types a column can have, and which one holds the values of two.</summary>
internal static class ColumnTypes
{
    public const string Integer = "integer";

    public const string Number = "number";

    public const string Boolean = "boolean";

    public const string Date = "date";

    public const string DateTime = "datetime";

    public const string String = "string";

    /// <summary>Anything, or values of several types.</summary>
    public const string Json = "json";

    /// <summary>The narrowest type for values of both.</summary>
    public static string Merge(string left, string right)
    {
        if (left == right) return left;
        if (IsNumeric(left) && IsNumeric(right)) return Number;
        return IsText(left) && IsText(right) ? String : Json;
    }

    private static bool IsNumeric(string type) => type is Integer or Number;

    // Dates are kept as ISO 8601 text.
    private static bool IsText(string type) => type is String or Date or DateTime;
}
