using System.Text;

namespace Trivium.Extraction.Pdf;

/// <summary>
/// The lines of a page as paragraphs: a PDF knows where lines are drawn, not where sentences go on. An empty line ends a
/// paragraph; a word cut by a hyphen is put together; Japanese lines join without a blank.
/// </summary>
internal static class PdfLines
{
    public static string Join(string page)
    {
        var text = new StringBuilder(page.Length);
        var newParagraph = false;
        foreach (var raw in page.Replace('\0', ' ').EnumerateLines())
        {
            var line = raw.Trim();
            if (line.IsEmpty)
            {
                newParagraph = true;
                continue;
            }

            if (text.Length > 0)
                AppendSeparator(text, line[0], newParagraph);
            newParagraph = false;
            text.Append(line);
        }

        return text.ToString();
    }

    private static void AppendSeparator(StringBuilder text, char next, bool newParagraph)
    {
        var last = text[^1];
        if (newParagraph)
            text.Append("\n\n");
        else if (last == '\u00AD' || (last == '-' && char.IsLower(next) && text.Length > 1 && char.IsLetter(text[^2])))
            text.Length--;
        else if (!IsEastAsian(last) || !IsEastAsian(next))
            text.Append(' ');
    }

    private static bool IsEastAsian(char c) => c is (>= '\u3000' and <= '\u9FFF') or (>= '\uFF01' and <= '\uFF60');
}
