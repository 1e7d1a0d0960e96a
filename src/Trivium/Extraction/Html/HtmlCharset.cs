using System.Text;
using System.Text.RegularExpressions;

namespace Trivium.Extraction.Html;

/// <summary>The charset a page names in its first 1,024 bytes (HTML standard, 13.2.3.2), or its XML declaration.</summary>
internal static partial class HtmlCharset
{
    private const int PrescanBytesMax = 1024;

    /// <summary>Null where none is named, or none that is known: then it is detected.</summary>
    public static Encoding? Declared(ReadOnlySpan<byte> source)
    {
        var head = Encoding.Latin1.GetString(source[..Math.Min(source.Length, PrescanBytesMax)]);
        var match = Declaration().Match(head);
        if (!match.Success || !SourceText.TryEncodingNamed(match.Groups["name"].Value, out var encoding))
            return null;

        // The declaration was read byte by byte, so whatever it says, it is not UTF-16 (HTML standard, 4.2.5.4).
        return encoding is UnicodeEncoding ? SourceText.Utf8Strict : encoding;
    }

    [GeneratedRegex(
        """<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s{0,20}=\s{0,20}["']?\s{0,20}(?<name>[A-Za-z0-9._:-]{1,40})""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Declaration();
}
