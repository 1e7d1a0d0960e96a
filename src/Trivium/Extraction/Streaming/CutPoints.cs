using System.Text;

namespace Trivium.Extraction.Streaming;

/// <summary>
/// Where the bytes of a charset can be parted so that each half decodes by itself: a character ends there, and whoever
/// begins there needs no state.
/// </summary>
internal static class CutPoints
{
    private const byte Escape = 0x1B;
    private const byte LineFeed = 0x0A;

    /// <summary>
    /// In no multi-byte charset (Shift_JIS, EUC, Big5, GB 18030, Johab) is a byte below 0x30 a part of a longer character.
    /// </summary>
    private const byte MultiByteTrailMin = 0x30;

    /// <summary>The end of the longest prefix that can be decoded by itself; 0 where there is none yet.</summary>
    public static int Last(Encoding encoding, ReadOnlySpan<byte> bytes) => encoding switch
    {
        UTF8Encoding => LastOfUtf8(bytes),
        UnicodeEncoding => LastOfUtf16(bytes, encoding.CodePage == 1201),
        UTF32Encoding => bytes.Length & ~3,
        { IsSingleByte: true } => bytes.Length,
        { CodePage: 50220 or 50221 or 50222 } => LastOfIso2022Jp(bytes),

        // Other charsets with a state: their sources are one piece.
        { CodePage: 50225 or 50227 or 50229 or 52936 or 65000 } => 0,
        _ => bytes.LastIndexOfAnyInRange((byte)0, (byte)(MultiByteTrailMin - 1)) + 1,
    };

    private static int LastOfUtf8(ReadOnlySpan<byte> bytes)
    {
        // A character has four bytes at most: what is longer without a beginning is not valid, wherever it is cut.
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var lead = bytes[^back];
            if (lead < 0x80)
                return bytes.Length;
            if (lead < 0xC0)
                continue;
            var length = lead switch { >= 0xF0 => 4, >= 0xE0 => 3, _ => 2 };
            return back < length ? bytes.Length - back : bytes.Length;
        }

        return bytes.Length;
    }

    private static int LastOfUtf16(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var length = bytes.Length & ~1;
        if (length == 0)
            return 0;
        var high = bigEndian ? bytes[length - 2] : bytes[length - 1];
        return high is >= 0xD8 and <= 0xDB ? length - 2 : length;
    }

    /// <summary>After a line feed in ASCII, in which RFC 1468 has every line end.</summary>
    private static int LastOfIso2022Jp(ReadOnlySpan<byte> bytes)
    {
        var (last, ascii) = (0, true);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == LineFeed && ascii)
                last = i + 1;
            else if (bytes[i] == Escape && i + 2 < bytes.Length)
                ascii = bytes[i + 1] == '(' && bytes[i + 2] == 'B';
            else if (bytes[i] == Escape)
                break;
        }

        return last;
    }
}
