using System.Text;
using System.Text.Unicode;

namespace Trivium.Extraction;

/// <summary>
/// The charset of text that does not name it: UTF-8 where it is valid, else UTF-16 by its zero bytes, ISO-2022-JP by its
/// escapes, Shift_JIS or EUC-JP by how Japanese it reads, else Windows-1252 where that reads as text.
/// </summary>
internal static class CharsetDetection
{
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
        if (OfHead(source) is { } encoding)
            return encoding;
        if (Utf8.IsValid(source))
            return SourceText.Utf8Strict;
        var evidence = new CharsetEvidence();
        evidence.Add(source);
        return Of(evidence);
    }

    /// <summary>The charset that the first bytes of a source give away whatever follows; null for none.</summary>
    public static Encoding? OfHead(ReadOnlySpan<byte> source)
    {
        var head = source[..Math.Min(source.Length, CharsetEvidence.SampleBytesMax)];
        return HasEscapes(head) ? _iso2022Jp : Utf16Of(head);
    }

    /// <summary>The likeliest charset where the first bytes did not give it away.</summary>
    public static Encoding Of(CharsetEvidence evidence)
    {
        // Damaged UTF-8 is to be refused as such rather than be read as something it is not.
        if (evidence.IsUtf8 || evidence.IsDamagedUtf8)
            return SourceText.Utf8Strict;
        var shiftJis = JapaneseShare(_shiftJis, evidence);
        var eucJp = JapaneseShare(_eucJp, evidence);
        if (Math.Max(shiftJis, eucJp) >= JapaneseShareMin)
            return shiftJis > eucJp ? _shiftJis : _eucJp;

        // What reads as nothing is refused as what it should be.
        return evidence.IsWestern ? _windows1252 : SourceText.Utf8Strict;
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

    /// <summary>The share of kana, kanji and their punctuation beyond ASCII; 0 where the bytes are not valid.</summary>
    private static double JapaneseShare(Encoding encoding, CharsetEvidence evidence)
    {
        var sample = evidence.Sample;
        // The sample may end in the middle of a character.
        for (var cut = 0; cut < 3 && cut < sample.Length; cut++)
        {
            try
            {
                return JapaneseShare(encoding.GetString(sample[..^cut]));
            }
            catch (DecoderFallbackException)
            {
                if (evidence.SampleIsWhole)
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
}
