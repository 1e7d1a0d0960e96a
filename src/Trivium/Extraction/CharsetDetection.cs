using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Trivium.Extraction;

/// <summary>
/// The charset of text that does not name it: UTF-8 where it is valid, else UTF-16 by its zero bytes, ISO-2022-JP by its
/// escapes, Shift_JIS or EUC-JP by how Japanese it reads, else Windows-1252 where that reads as text.
/// </summary>
internal static class CharsetDetection
{
    /// <summary>64 Ki bytes tell one charset from another as well as all of them.</summary>
    private const int SampleBytesMax = 64 * 1024;

    /// <summary>
    /// Seven of ten characters beyond ASCII must be kana, kanji or their punctuation: in the wrong charset of the two about
    /// half are half-width kana and rare kanji.
    /// </summary>
    private const double JapaneseShareMin = 0.7;

    private static readonly Encoding _shiftJis = Strict(932);
    private static readonly Encoding _eucJp = Strict(51932);
    private static readonly Encoding _iso2022Jp = Strict(50220);
    private static readonly Encoding _windows1252 = Strict(1252);

    /// <summary>The likeliest charset, UTF-8 where the bytes read as text in none; it throws on bytes not valid in it.</summary>
    public static Encoding Detect(ReadOnlySpan<byte> source)
    {
        var sample = source[..Math.Min(source.Length, SampleBytesMax)];
        if (HasEscapes(sample))
            return _iso2022Jp;
        if (Utf16Of(sample) is { } utf16)
            return utf16;
        if (Utf8.IsValid(source) || IsDamagedUtf8(source))
            return SourceText.Utf8Strict;
        var (shiftJis, eucJp) = (JapaneseShare(_shiftJis, sample), JapaneseShare(_eucJp, sample));
        if (Math.Max(shiftJis, eucJp) >= JapaneseShareMin)
            return shiftJis > eucJp ? _shiftJis : _eucJp;

        // What reads as nothing is refused as what it should be.
        return IsWestern(source) ? _windows1252 : SourceText.Utf8Strict;
    }

    private static Encoding Strict(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(
        codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>ESC $ B, ESC $ @ and ESC ( J begin what is not ASCII (RFC 1468); nothing else has them.</summary>
    private static bool HasEscapes(ReadOnlySpan<byte> sample) =>
        sample.IndexOf("\u001b$B"u8) >= 0 || sample.IndexOf("\u001b$@"u8) >= 0 || sample.IndexOf("\u001b(J"u8) >= 0;

    /// <summary>
    /// UTF-16 without a mark: a quarter of the bytes at one parity are zero, as in anything with Latin letters, digits or
    /// line ends in it, and hardly any at the other.
    /// </summary>
    private static UnicodeEncoding? Utf16Of(ReadOnlySpan<byte> sample)
    {
        if (sample.Length < 4)
            return null;
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        var enough = sample.Length / 8;
        return (even, odd) switch
        {
            _ when odd > enough && even * 8 < odd => new UnicodeEncoding(false, false, true),
            _ when even > enough && odd * 8 < even => new UnicodeEncoding(true, false, true),
            _ => null,
        };
    }

    /// <summary>
    /// True for a text that is cut in the middle of a character, or full of multi-byte characters with few faults: it is
    /// damaged UTF-8, and is to be refused as such rather than be read as something it is not.
    /// </summary>
    private static bool IsDamagedUtf8(ReadOnlySpan<byte> source)
    {
        var (good, bad) = (0, 0);
        while (!source.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(source, out _, out var length);
            if (status == OperationStatus.NeedMoreData && bad == 0)
                return true;
            if (status != OperationStatus.Done)
                bad++;
            else if (length > 1)
                good++;
            source = source[length..];
        }

        // Of random pairs of bytes above 0x80 about one in four is valid UTF-8.
        return good >= 8 && good > bad * 8;
    }

    /// <summary>The share of kana, kanji and their punctuation beyond ASCII; 0 where the bytes are not valid.</summary>
    private static double JapaneseShare(Encoding encoding, ReadOnlySpan<byte> sample)
    {
        // The sample may end in the middle of a character.
        for (var cut = 0; cut < 3 && cut < sample.Length; cut++)
        {
            try
            {
                return JapaneseShare(encoding.GetString(sample[..^cut]));
            }
            catch (DecoderFallbackException)
            {
                if (sample.Length < SampleBytesMax)
                    return 0;
            }
        }

        return 0;
    }

    private static double JapaneseShare(string text)
    {
        var (japanese, others) = (0, 0);
        foreach (var c in text)
        {
            if (c < 0x80)
                others += char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f') ? 1 : 0;
            else if (c is (>= '\u3000' and <= '\u30FF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uFF01' and <= '\uFF5E'))
                japanese++;
            else
                others++;
        }

        return japanese == 0 ? 0 : (double)japanese / (japanese + others);
    }

    /// <summary>No control characters, none of the five bytes Windows-1252 leaves out, and mostly ASCII.</summary>
    private static bool IsWestern(ReadOnlySpan<byte> source)
    {
        var high = 0;
        foreach (var b in source)
        {
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f')
                or 0x7F or 0x81 or 0x8D or 0x8F or 0x90 or 0x9D)
                return false;
            high += b >= 0x80 ? 1 : 0;
        }

        // Western languages have an accent in some ten letters; more than half is some other charset.
        return high * 2 <= source.Length;
    }
}
