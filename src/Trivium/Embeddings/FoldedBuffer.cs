using System.Text;
using Trivium.Terms;

namespace Trivium.Embeddings;

/// <summary>
/// Text folded as <see cref="FoldedText"/> does, without the places in the original, which no vector needs; what folding
/// leaves as it is is copied. Used again for the next text.
/// </summary>
internal sealed class FoldedBuffer
{
    private char[] buffer = new char[4096];
    private int length;

    /// <summary>The folded text, until the next call.</summary>
    public ReadOnlySpan<char> Fold(string text)
    {
        length = 0;
        Reserve(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            i = AsciiEnd(text, i);
            if (i > start)
            {
                Reserve(i - start + text.Length - i);
                Ascii.ToLower(text.AsSpan(start, i - start), buffer.AsSpan(length), out var written);
                length += written;
                continue;
            }

            while (i < text.Length && IsPlain(text, i))
                i++;
            if (i > start)
            {
                Reserve(i - start);
                text.AsSpan(start, i - start).CopyTo(buffer.AsSpan(length));
                length += i - start;
                continue;
            }

            do
                i++;
            while (i < text.Length && !IsPlain(text, i) && !(text[i] < 0x80 && !MayExtend(text, i + 1)));
            var folded = FoldedText.Of(text[start..i]).Text;
            Reserve(folded.Length);
            folded.CopyTo(buffer.AsSpan(length));
            length += folded.Length;
        }

        return buffer.AsSpan(0, length);
    }

    /// <summary>The end of the ASCII characters from i on that no mark follows.</summary>
    private static int AsciiEnd(string text, int i)
    {
        var ascii = text.AsSpan(i).IndexOfAnyExceptInRange('\0', '\x7F');
        var end = ascii < 0 ? text.Length : i + ascii;
        return end > i && MayExtend(text, end) ? end - 1 : end;
    }

    /// <summary>Kana, Han and the marks between them, that nothing after them changes.</summary>
    private static bool IsPlain(string text, int i) =>
        text[i] is >= '\u3041' and <= '\u3096' or >= '\u4E00' and <= '\u9FFF' or >= '\u30A1' and <= '\u30FC' or '\u3001' or '\u3002'
        && !MayExtend(text, i + 1);

    /// <summary>True for what is perhaps a mark: ASCII, kana and Han are none.</summary>
    private static bool MayExtend(string text, int i) =>
        i < text.Length && text[i] is >= '\u0300' and not (>= '\u3001' and <= '\u3096' or >= '\u30A1' and <= '\u30FC'
            or >= '\u4E00' and <= '\u9FFF');

    private void Reserve(int more)
    {
        if (length + more > buffer.Length)
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, length + more));
    }
}
