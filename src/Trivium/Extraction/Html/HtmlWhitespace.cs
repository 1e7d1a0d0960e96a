using System.Text;

namespace Trivium.Extraction.Html;

/// <summary>White space as a browser shows it: a run of it is one blank.</summary>
internal static class HtmlWhitespace
{
    public static string Collapse(string text)
    {
        var result = new StringBuilder(text.Length);
        Append(result, text);
        return result.ToString().Trim(' ');
    }

    /// <summary>Appends with runs collapsed, also across the seam.</summary>
    public static void Append(StringBuilder target, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not (' ' or '\t' or '\r' or '\n' or '\f'))
                target.Append(c);
            else if (target.Length > 0 && target[^1] is not (' ' or '\n'))
                target.Append(' ');
        }
    }
}
