using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Trivium.Extraction.Word;

/// <summary>What paragraph styles mean: a heading is known by its outline level, whatever language names the style.</summary>
internal sealed class WordStyles
{
    /// <summary>20: styles build on each other a few deep; a circle ends here.</summary>
    private const int AncestorsMax = 20;

    private readonly Dictionary<string, Style> styles = new(StringComparer.Ordinal);

    public WordStyles(MainDocumentPart main)
    {
        foreach (var style in main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id)
                styles.TryAdd(id, style);
        }
    }

    /// <summary>1 to 6 for a heading; 0 for the document's title; null for any other paragraph.</summary>
    public int? HeadingLevel(Paragraph paragraph)
    {
        if (paragraph.ParagraphProperties?.OutlineLevel?.Val?.Value is >= 0 and < 9 and var own)
            return Math.Min(own + 1, 6);
        var id = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        for (var i = 0; i < AncestorsMax && id is not null && styles.TryGetValue(id, out var style); i++)
        {
            if (style.StyleParagraphProperties?.OutlineLevel?.Val?.Value is >= 0 and < 9 and var level)
                return Math.Min(level + 1, 6);
            if (ByName(style.StyleName?.Val?.Value) is { } named)
                return named;
            id = style.BasedOn?.Val?.Value;
        }

        return null;
    }

    /// <summary>The built-in style names are stored in English in every edition.</summary>
    private static int? ByName(string? name)
    {
        if (name is null)
            return null;
        if (name.Equals("Title", StringComparison.OrdinalIgnoreCase))
            return 0;
        return name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            && level is >= 1 and <= 9
            ? Math.Min(level, 6)
            : null;
    }
}
