using System.Text;
using System.Text.Unicode;

namespace Trivium.Extraction;

/// <summary>
/// Bytes to text, strictly: a byte that is not valid in its charset is an error, never a replacement character.
/// </summary>
internal static class SourceText
{
    private static readonly UTF8Encoding Utf8Strict = new(false, true);

    /// <summary>The encoding of a charset name, UTF-8 for none; null for a name that is not known.</summary>
    public static Encoding? EncodingNamed(string? charset)
    {
        var name = charset?.Trim().Trim('"');
        if (string.IsNullOrEmpty(name) || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || name.Equals("utf8", StringComparison.OrdinalIgnoreCase))
            return Utf8Strict;
        // UTF-7 can smuggle markup past whoever inspects the bytes; nothing has a use for it.
        if (name.Equals("utf-7", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return (CodePagesEncodingProvider.Instance.GetEncoding(
                    name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The text without its byte order mark. A mark wins over the charset named.</summary>
    /// <exception cref="ContentException">Not valid in its charset: names the offset of the first bad byte.</exception>
    public static string Decode(ReadOnlySpan<byte> source, Encoding named)
    {
        var (encoding, markLength) = Detect(source, named);
        var body = source[markLength..];
        RequireValid(body, encoding, markLength);
        return encoding.GetString(body);
    }

    /// <summary>Checks without decoding where that is possible.</summary>
    public static void RequireValid(ReadOnlySpan<byte> source, Encoding named)
    {
        var (encoding, markLength) = Detect(source, named);
        RequireValid(source[markLength..], encoding, markLength);
    }

    private static (Encoding Encoding, int MarkLength) Detect(
        ReadOnlySpan<byte> source, Encoding named) => source switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Utf8Strict, 3),
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), 2),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), 2),
            _ => (named, 0),
        };

    private static void RequireValid(ReadOnlySpan<byte> body, Encoding encoding, int offset)
    {
        if (encoding is UTF8Encoding)
        {
            if (!Utf8.IsValid(body))
                throw NotValid("UTF-8", offset + FirstInvalidUtf8(body));
            return;
        }

        try
        {
            encoding.GetCharCount(body);
        }
        catch (DecoderFallbackException exception)
        {
            throw NotValid(encoding.WebName, offset + Math.Max(exception.Index, 0));
        }
    }

    private static int FirstInvalidUtf8(ReadOnlySpan<byte> body)
    {
        var position = 0;
        while (position < body.Length
            && Rune.DecodeFromUtf8(body[position..], out _, out var length) == System.Buffers.OperationStatus.Done)
            position += length;
        return position;
    }

    private static ContentException NotValid(string charset, int offset) => ContentException.ForInvalid(
        $"The source is not valid {charset}: the byte at offset {offset} (from 0) cannot be decoded. "
        + "Convert it to UTF-8, or name its charset in the content type, for example 'text/plain; charset=shift_jis'.");
}
