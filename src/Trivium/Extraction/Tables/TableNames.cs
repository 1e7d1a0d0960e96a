namespace Trivium.Extraction.Tables;

/// <summary>
/// Names the tables of one document: the first candidate that makes an identifier, else <c>table_1</c>, <c>table_2</c>
/// by position; a second table of the same name gets <c>_2</c>.
/// </summary>
internal sealed class TableNames
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private int position;

    public string Next(params ReadOnlySpan<string?> candidates)
    {
        position++;
        foreach (var candidate in candidates)
        {
            if (Identifiers.ForTable(candidate) is { } name)
                return Identifiers.Distinct(name, taken);
        }

        return Identifiers.Distinct($"table_{position}", taken);
    }

    /// <summary>A file name without its directory and extension; null for none.</summary>
    public static string? FromFile(string? fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        return string.IsNullOrEmpty(name) ? null : name;
    }
}
