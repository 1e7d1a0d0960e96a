namespace Trivium.Extraction.Csv;

/// <summary>How a CSV source is written.</summary>
/// <param name="Delimiter">What separates fields.</param>
/// <param name="Quote">What a field that has delimiters in it stands between.</param>
/// <param name="Backslash">True where a quote within a quoted field is written <c>\"</c>; else it is doubled.</param>
internal sealed record CsvDialect(char Delimiter, char Quote = '"', bool Backslash = false);
