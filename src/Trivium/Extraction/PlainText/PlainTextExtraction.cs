namespace Trivium.Extraction.PlainText;

/// <summary>Plain text: one section, as it is but for line ends and the blanks around it.</summary>
internal static class PlainTextExtraction
{
    public static ExtractedDocument Extract(string text, ExtractionHints hints)
    {
        var body = text.ReplaceLineEndings("\n").Trim();
        return new ExtractedDocument
        {
            Title = hints.Title,
            Language = LanguageDetection.Detect([body]),
            Sections = body.Length == 0 ? [] : [new Section(0, 0, null, [], body)],
        };
    }
}
