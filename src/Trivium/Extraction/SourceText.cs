using System.Text;
using System.Text.Unicode;

namespace Trivium.Extraction;

/// <summary>
/// Bytes to text, strictly: a byte that is not valid in its charset is an error, never a replacement character.
/// </summary>
internal static class SourceText
{
    /// <summary>UTF-8 that throws on bytes that are not valid.</summary>
    public static UTF8Encoding Utf8Strict { get; } = new(false, true);

    /// <summary>The encoding of a charset name; null for no name.</summary>
    /// <returns>False for a name that is not known.</returns>
    public static bool TryEncodingNamed(string? charset, out Encoding? encoding)
    {
        var name = charset?.Trim().Trim('"');
        encoding = null;
        if (string.IsNullOrEmpty(name))
            return true;
        // UTF-7 can smuggle markup past whoever inspects the bytes; nothing has a use for it.
        if (name.Equals("utf-7", StringComparison.OrdinalIgnoreCase))
            return false;
        try
        {
            encoding = name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                || name.Equals("utf8", StringComparison.OrdinalIgnoreCase)
                ? Utf8Strict
                : CodePagesEncodingProvider.Instance.GetEncoding(
                    name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>
    /// The text without its byte order mark. A mark wins over the charset named; where neither is there, the charset is
    /// detected.
    /// </summary>
    /// <exception cref="ContentException">Not valid in its charset: names the offset of the first bad byte.</exception>
    public static string Decode(ReadOnlySpan<byte> source, Encoding? named)
    {
        if (named is not null || Marked(source).Encoding is not null)
            return DecodeUnicode(source, named);
        var detected = CharsetDetection.Detect(source);
        RequireValid(source, detected, 0);
        return detected.GetString(source);
    }

    /// <summary>The same for formats that are UTF-8 unless something says otherwise.</summary>
    /// <exception cref="ContentException">Not valid in its charset: names the offset of the first bad byte.</exception>
    public static string DecodeUnicode(ReadOnlySpan<byte> source, Encoding? named)
    {
        var (marked, markLength) = Marked(source);
        var encoding = marked ?? named ?? Utf8Strict;
        var body = source[markLength..];
        RequireValid(body, encoding, markLength);
        return encoding.GetString(body);
    }

    /// <summary>The charset that a byte order mark says, and the mark's length; null and 0 without one.</summary>
    public static (Encoding? Encoding, int MarkLength) Marked(ReadOnlySpan<byte> source) => source switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8Strict, 3),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), 2),
        _ => (null, 0),
    };

    /// <summary>Checks bytes that begin at an offset of their source.</summary>
    /// <exception cref="ContentException">Not valid in the charset: names the offset of the first bad byte.</exception>
    public static void RequireValid(ReadOnlySpan<byte> body, Encoding encoding, long offset)
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

    private static ContentException NotValid(string charset, long offset) => ContentException.ForInvalid(
        $"The source is not valid {charset}: the byte at offset {offset} (from 0) cannot be decoded. "
        + "Convert it to UTF-8, or name its charset in the content type, for example 'text/plain; charset=shift_jis'.");
}
