namespace Trivium.Extraction.Streaming;

/// <summary>Texts of a table by which its language is told: names and the first rows.</summary>
internal sealed class LanguageSample
{
    /// <summary>100 rows: tables repeat themselves.</summary>
    private const int RowsMax = 100;

    /// <summary>64 Ki characters, as much as the detection looks at.</summary>
    private const int CharsMax = 64 * 1024;

    private readonly List<string> texts = [];
    private int rows;
    private int chars;

    public void Add(string text)
    {
        if (chars < CharsMax)
            texts.Add(text);
        chars += text.Length;
    }

    public void AddRow(IEnumerable<string?> cells)
    {
        if (rows++ >= RowsMax)
            return;
        foreach (var cell in cells)
            Add(cell ?? "");
    }

    public string Detect() => LanguageDetection.Detect(texts);
}
